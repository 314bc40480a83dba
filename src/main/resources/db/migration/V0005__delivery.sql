-- Nodes that send. A node holds the advisory lock (1668247155, id) as long as it lives, so a dead owner is seen at once.
create sequence sending_node as int;

create table mailing (
  id uuid primary key,
  name text not null unique,
  list text not null,
  list_title text not null,
  from_name text not null,
  from_address text not null,
  reply_to text,
  archive text not null,
  state text not null default 'DRAFT'
    check (state in ('DRAFT', 'RENDERING', 'SENDING', 'HELD', 'PAUSED', 'FINISHED', 'CANCELLED')),
  reason text,
  frozen bigint check (frozen >= 0),
  useful_until timestamptz not null,
  created_at timestamptz not null default now(),
  frozen_at timestamptz,
  released_at timestamptz
);

create index mailing_open on mailing (released_at) where state in ('RENDERING', 'SENDING', 'HELD');

create function mailing_frozen_once() returns trigger language plpgsql as $$
begin
  raise exception 'mailing % is frozen with % recipients: that number never changes', old.name, old.frozen;
end $$;

create trigger mailing_frozen_once before update of frozen on mailing
  for each row when (old.frozen is not null and new.frozen is distinct from old.frozen)
  execute function mailing_frozen_once();

create table message_template (
  mailing_id uuid not null references mailing,
  variant int not null,
  list text not null,
  from_address text not null,
  subject text not null,
  html text not null,
  text text not null,
  content bytea not null,
  splices text not null,
  primary key (mailing_id, variant)
);

create table delivery (
  id bigint generated always as identity primary key,
  mailing_id uuid not null references mailing,
  recipient uuid not null,
  address text not null,
  address_key bytea not null,
  variant int not null,
  name text,
  state text not null default 'PENDING'
    check (state in ('PENDING', 'CLAIMED', 'IN_TRANSIT', 'SENT', 'DEFERRED', 'FAILED', 'SUPPRESSED', 'UNCERTAIN', 'CANCELLED')),
  due_at timestamptz not null,
  attempts int not null default 0,
  owner int,
  lease_until timestamptz,
  answer text,
  answered_at timestamptz,
  unique (mailing_id, recipient)
);

-- Claims read in variant order, so that a compiled message template serves many rows before the next is needed.
create index delivery_due on delivery (mailing_id, variant, id) where state in ('PENDING', 'DEFERRED');
-- The few rows in somebody's hands: what a start and the lease sweep look through.
create index delivery_held on delivery (owner) where state in ('CLAIMED', 'IN_TRANSIT');
create index delivery_reader on delivery (recipient, mailing_id);

create function delivery_audience_fixed() returns trigger language plpgsql as $$
begin
  if exists (select from (select distinct mailing_id from fresh) f join mailing m on m.id = f.mailing_id where m.frozen is not null) then
    raise exception 'the recipients of a frozen mailing never change';
  end if;
  return null;
end $$;

create trigger delivery_audience_fixed after insert on delivery
  referencing new table as fresh for each statement execute function delivery_audience_fixed();

-- One statement says who may not be mailed: everything (list is null) or one list.
create table suppression (
  id bigint generated always as identity primary key,
  address_key bytea not null,
  list text,
  reason text not null check (reason in ('UNSUBSCRIBED', 'HARD_BOUNCE', 'COMPLAINT', 'ERASED', 'ADMIN')),
  at timestamptz not null,
  unique nulls not distinct (address_key, list)
);

create view mailing_recipient as
  select mailing_id, recipient, address, address_key, variant, due_at, name from delivery;

create view delivery_carried as
  select mailing_id, recipient, variant from delivery where state not in ('FAILED', 'SUPPRESSED', 'CANCELLED');

create view suppressed_address as
  select address_key, list from suppression;
