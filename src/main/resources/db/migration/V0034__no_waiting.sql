-- A standing mailing's mails are counted by their blocks: each has one, inserted with it. No number grows that two who sign up at once would wait for.
create or replace function delivery_audience_fixed() returns trigger language plpgsql as $$
declare
  state text;
begin
  select case when m.id is null then 'none' else 'frozen' end into state
  from (select distinct mailing_id from fresh) f left join mailing m on m.id = f.mailing_id
  where m.id is null or m.frozen is not null and not m.standing limit 1;
  if state = 'none' then
    raise exception 'there is no such mailing to add recipients to';
  elsif state = 'frozen' then
    raise exception 'the recipients of a frozen mailing never change';
  end if;
  return null;
end $$;

alter table mailing disable trigger mailing_frozen_once;
update mailing set frozen = 0 where standing and frozen <> 0;
alter table mailing enable trigger mailing_frozen_once;

create or replace function mailing_frozen_once() returns trigger language plpgsql as $$
begin
  raise exception 'mailing % is frozen with % recipients: that number never changes', old.name, old.frozen;
end $$;

-- What tells a reader's mails of a standing mailing apart; it says nothing else.
create sequence delivery_turn as int;
select setval('delivery_turn', coalesce((
  select max(d.turn) from mailing m join delivery d on d.mailing_id = m.id where m.standing), 0) + 1);

-- How many recipients each frozen mailing has. Blocks of a standing mailing are never folded.
create view mailing_frozen as
select m.id as mailing_id,
  case when m.standing then (select count(*) from delivery_block b where b.mailing_id = m.id) else m.frozen end as frozen
from mailing m where m.frozen is not null;

create or replace view mailing_progress as
select m.id, m.name, m.state, m.reason, f.frozen, m.created_at,
  whole.sent + part.sent + past.sent as sent, whole.deferred + part.deferred as deferred, whole.failed + part.failed + past.failed as failed,
  whole.suppressed + part.suppressed + past.suppressed as suppressed, whole.uncertain + part.uncertain + past.uncertain as uncertain,
  whole.cancelled + part.cancelled + past.cancelled as cancelled, part.in_transit
from mailing m
join mailing_frozen f on f.mailing_id = m.id
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
  from delivery_past p where p.mailing_id = m.id) past;

-- What relays say of a mailing's messages, added up from all processes that send it: what decides whether it pauses itself. `tries` and `put_off` are of the recent first tries only. Whoever lets the mailing go on begins anew.
create table mailing_tally (
  mailing_id uuid primary key references mailing,
  answered bigint not null,
  hard bigint not null,
  refused bigint not null,
  tries int not null,
  put_off double precision not null
) with (fillfactor = 50);

-- A row's block is found among its mailing's.
drop index delivery_block_mailing;
create index delivery_block_mailing on delivery_block (mailing_id, first_id);
