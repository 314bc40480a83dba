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

-- What is folded counts on.
create or replace view mailing_progress as
select m.id, m.name, m.state, m.reason, m.frozen, m.created_at,
  whole.sent + part.sent + past.sent as sent, whole.deferred + part.deferred as deferred, whole.failed + part.failed + past.failed as failed,
  whole.suppressed + part.suppressed + past.suppressed as suppressed, whole.uncertain + part.uncertain + past.uncertain as uncertain,
  whole.cancelled + part.cancelled + past.cancelled as cancelled, part.in_transit
from mailing m
cross join lateral (
  select coalesce(sum(b.sent), 0) as sent, coalesce(sum(b.deferred), 0) as deferred, coalesce(sum(b.failed), 0) as failed,
    coalesce(sum(b.suppressed), 0) as suppressed, coalesce(sum(b.uncertain), 0) as uncertain,
    coalesce(sum(b.cancelled), 0) as cancelled
  from delivery_block b where b.mailing_id = m.id and b.counted) whole
cross join lateral (
  select coalesce(sum(r.sent), 0) as sent, coalesce(sum(r.deferred), 0) as deferred, coalesce(sum(r.failed), 0) as failed,
    coalesce(sum(r.suppressed), 0) as suppressed, coalesce(sum(r.uncertain), 0) as uncertain,
    coalesce(sum(r.cancelled), 0) as cancelled, coalesce(sum(r.in_transit), 0) as in_transit
  from delivery_block b
  cross join lateral (
    select count(*) filter (where d.state = 'SENT') as sent,
      count(*) filter (where d.state = 'DEFERRED' and d.id <> all (b.transit)) as deferred,
      count(*) filter (where d.state = 'FAILED') as failed, count(*) filter (where d.state = 'SUPPRESSED') as suppressed,
      count(*) filter (where d.state = 'UNCERTAIN') as uncertain, count(*) filter (where d.state = 'CANCELLED') as cancelled,
      count(*) filter (where d.state in ('PENDING', 'DEFERRED') and d.id = any (b.transit)) as in_transit
    from delivery d
    where d.mailing_id is not distinct from b.mailing_id and d.id = any (array(select generate_series(b.first_id, b.last_id)))) r
  where b.mailing_id = m.id and not b.counted) part
cross join lateral (
  select coalesce(sum(p.size) filter (where p.state = 'SENT'), 0) as sent, coalesce(sum(p.size) filter (where p.state = 'FAILED'), 0) as failed,
    coalesce(sum(p.size) filter (where p.state = 'SUPPRESSED'), 0) as suppressed,
    coalesce(sum(p.size) filter (where p.state = 'UNCERTAIN'), 0) as uncertain,
    coalesce(sum(p.size) filter (where p.state = 'CANCELLED'), 0) as cancelled
  from delivery_past p where p.mailing_id = m.id) past
where m.frozen is not null;
