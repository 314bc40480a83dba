create table subscriber (
  id uuid primary key default gen_random_uuid(),
  address text not null,
  address_key bytea not null unique,
  name text,
  language text,
  zone text,
  created_at timestamptz not null
);

create table subscription (
  subscriber uuid not null references subscriber,
  newsletter text not null,
  status text not null check (status in ('ACTIVE', 'LEFT')),
  topics text[] not null default '{}',
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (subscriber, newsletter),
  check ((status = 'LEFT') = (left_at is not null))
);

create index subscription_active on subscription (newsletter) where status = 'ACTIVE';

create table consent_event (
  id bigint generated always as identity primary key,
  subscriber uuid not null references subscriber,
  newsletter text not null,
  kind text not null check (kind in ('IMPORTED', 'LEFT', 'REJOINED')),
  evidence text not null,
  at timestamptz not null
);

create index consent_event_subscriber on consent_event (subscriber);

-- Who is to get a newsletter. An empty array of topics means all of them.
create view newsletter_reader as
select
  s.id as reader,
  n.newsletter,
  s.address,
  s.address_key,
  s.name,
  s.language,
  s.zone,
  n.topics,
  n.joined_at
from subscription n
join subscriber s on s.id = n.subscriber
where n.status = 'ACTIVE';
