-- Rows are handed out in blocks of neighbours. A block's one row says who holds it and which of its recipients are in transit, so that a recipient's row is written once, with its result.
-- `due_at` is when the next recipient of the block is due, null when none waits. `claim` counts how often it was handed out and `mark` how often a window of it was put in transit: what names an older number touches nothing.
create table delivery_block (
  first_id bigint primary key,
  last_id bigint not null check (last_id >= first_id),
  mailing_id uuid not null references mailing,
  due_at timestamptz,
  owner int,
  claim int not null default 0,
  mark int not null default 0,
  transit bigint[] not null default '{}' check (transit = '{}' or owner is not null),
  claimed_at timestamptz,
  lease_until timestamptz
) with (fillfactor = 40);

create index delivery_block_open on delivery_block (mailing_id, first_id) where due_at is not null or owner is not null;
create index delivery_block_held on delivery_block (owner) where owner is not null;

-- What was in somebody's hands when the old way ended.
update delivery set state = 'PENDING', owner = null where state = 'CLAIMED';
update delivery set state = 'UNCERTAIN', answer = 'the sending process ended while the message was in transit' where state = 'IN_TRANSIT';

insert into delivery_block (first_id, last_id, mailing_id, due_at)
select min(id), max(id), mailing_id, min(due_at) filter (where state in ('PENDING', 'DEFERRED'))
from (select id, mailing_id, due_at, state, (row_number() over (partition by mailing_id order by id) - 1) / 128 as number from delivery) rows
group by mailing_id, number;

-- No index holds a column that a result changes, and a page keeps room for results: they are heap-only updates, and nothing piles up in indexes for vacuum to clear.
drop index delivery_due, delivery_held, delivery_reader;
create index delivery_soft on delivery (recipient) where soft;
alter table delivery
  drop column lease_until,
  drop constraint delivery_state_check,
  add constraint delivery_state_check check (state in ('PENDING', 'SENT', 'DEFERRED', 'FAILED', 'SUPPRESSED', 'UNCERTAIN', 'CANCELLED')),
  set (fillfactor = 85);

-- Each recipient as it stands now: a block that somebody holds tells which are claimed and which in transit.
create view delivery_standing as
select d.id, d.mailing_id, d.address, coalesce(held.state, d.state) as state
from delivery d
left join (
  select w.id, case when w.id = any (b.transit) then 'IN_TRANSIT' else 'CLAIMED' end as state
  from delivery_block b
  join delivery w on w.mailing_id = b.mailing_id and w.id between b.first_id and b.last_id
  where b.owner is not null and w.state in ('PENDING', 'DEFERRED')
    and (w.id = any (b.transit) or b.due_at is not null and w.due_at <= b.claimed_at)) held on held.id = d.id;
