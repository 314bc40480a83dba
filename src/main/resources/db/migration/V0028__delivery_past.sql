-- A mailing long over: who had which variant and what became of it, in 16 bytes a reader instead of 400. Whoever was mailed an article must never be mailed it again, and may have to be told of its correction, and the equation holds for ever; addresses, names and answers are needed no longer.
-- A row is what one slice of neighbouring recipients had in common; `first_id` is the slice's first.
create table delivery_past (
  mailing_id uuid not null references mailing,
  first_id bigint not null,
  variant int not null,
  state text not null check (state in ('SENT', 'FAILED', 'SUPPRESSED', 'UNCERTAIN', 'CANCELLED')),
  recipients uuid[] not null,
  size int not null generated always as (cardinality(recipients)) stored,
  primary key (mailing_id, first_id, variant, state)
);
-- Ids are random: there is nothing to compress.
alter table delivery_past alter column recipients set storage external;

create or replace view delivery_carried as
  select mailing_id, recipient, variant from delivery where state not in ('FAILED', 'SUPPRESSED', 'CANCELLED')
  union all
  select p.mailing_id, r.recipient, p.variant from delivery_past p cross join lateral unnest(p.recipients) as r(recipient)
  where p.state not in ('FAILED', 'SUPPRESSED', 'CANCELLED');

-- What can be folded: no claim looks here, since its condition asks for the opposite.
create index delivery_block_over on delivery_block (mailing_id, first_id) where due_at is null and owner is null;

-- The rows of a block are named one by one, and their mailing is compared in a way that no index serves: by a range, or by a mailing of which nothing is known yet, they were looked for in all of it.
create or replace view delivery_standing as
select d.id, d.mailing_id, d.address, coalesce(held.state, d.state) as state
from delivery d
left join (
  select w.id, case when w.id = any (b.transit) then 'IN_TRANSIT' else 'CLAIMED' end as state
  from delivery_block b
  join delivery w on w.mailing_id is not distinct from b.mailing_id and w.id = any (array(select generate_series(b.first_id, b.last_id)))
  where b.owner is not null and w.state in ('PENDING', 'DEFERRED')
    and (w.id = any (b.transit) or b.due_at is not null and w.due_at <= b.claimed_at)) held on held.id = d.id;

-- Every mailing's recipients by state, those that have a row and those that are folded.
create view delivery_count as
select mailing_id, state, sum(rows)::bigint as rows
from (
  select mailing_id, state, count(*) as rows from delivery_standing group by mailing_id, state
  union all
  select mailing_id, state, sum(size) from delivery_past group by mailing_id, state) counted
group by mailing_id, state;
