-- What a relay said when it did not take a message: the reader's address is in it, so it goes when the address goes.
create table delivery_transcript (
  delivery_id bigint primary key,
  said_at timestamptz not null,
  talk text not null
);

create function delivery_erased() returns trigger language plpgsql as $$
begin
  delete from delivery_transcript where delivery_id = new.id;
  return null;
end $$;

-- Results never write the address, so sending does not pay for this.
create trigger delivery_erased after update of address on delivery
  for each row when (new.address is distinct from old.address) execute function delivery_erased();

create function delivery_gone() returns trigger language plpgsql as $$
begin
  delete from delivery_transcript t using gone where t.delivery_id = gone.id;
  return null;
end $$;

create trigger delivery_gone after delete on delivery
  referencing old table as gone for each statement execute function delivery_gone();

-- A block that is given back says how many of its rows ended, and how; `counted` is false from its next mark until it is given back again. A look at a mailing then adds up blocks, not rows.
alter table delivery_block
  add column counted boolean not null default true,
  add column sent int not null default 0,
  add column deferred int not null default 0,
  add column failed int not null default 0,
  add column suppressed int not null default 0,
  add column uncertain int not null default 0,
  add column cancelled int not null default 0;

create index delivery_block_mailing on delivery_block (mailing_id);

update delivery_block b
set counted = b.owner is null, sent = c.sent, deferred = c.deferred, failed = c.failed,
  suppressed = c.suppressed, uncertain = c.uncertain, cancelled = c.cancelled
from (
  select w.first_id,
    count(*) filter (where d.state = 'SENT') as sent, count(*) filter (where d.state = 'DEFERRED') as deferred,
    count(*) filter (where d.state = 'FAILED') as failed, count(*) filter (where d.state = 'SUPPRESSED') as suppressed,
    count(*) filter (where d.state = 'UNCERTAIN') as uncertain, count(*) filter (where d.state = 'CANCELLED') as cancelled
  from delivery_block w join delivery d on d.mailing_id = w.mailing_id and d.id between w.first_id and w.last_id
  group by w.first_id) c
where c.first_id = b.first_id;

-- How far each mailing is: blocks that are counted, and the rows of the few that are being worked at. What is not here waits, so this cannot tell that a row is lost; the equation counts rows.
create view mailing_progress as
select m.id, m.name, m.state, m.reason, m.frozen, m.created_at,
  whole.sent + part.sent as sent, whole.deferred + part.deferred as deferred, whole.failed + part.failed as failed,
  whole.suppressed + part.suppressed as suppressed, whole.uncertain + part.uncertain as uncertain,
  whole.cancelled + part.cancelled as cancelled, part.in_transit
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
    from delivery d where d.mailing_id = b.mailing_id and d.id between b.first_id and b.last_id) r
  where b.mailing_id = m.id and not b.counted) part
where m.frozen is not null;

-- What is known of each recipient's message, for a person who looks at single ones. `recorded` is the state as it is written, `state` as it stands now: a block that somebody holds tells.
create view delivery_known as
select d.id, d.mailing_id, d.address, d.address_key, d.state as recorded, coalesce(held.state, d.state) as state,
  d.answer, d.answered_at, d.attempts, d.due_at, t.talk
from delivery d
left join delivery_transcript t on t.delivery_id = d.id
left join lateral (
  select case when d.id = any (b.transit) then 'IN_TRANSIT' else 'CLAIMED' end as state
  from delivery_block b
  where b.owner is not null and b.mailing_id = d.mailing_id and d.id between b.first_id and b.last_id
    and d.state in ('PENDING', 'DEFERRED')
    and (d.id = any (b.transit) or b.due_at is not null and d.due_at <= b.claimed_at)) held on true;
