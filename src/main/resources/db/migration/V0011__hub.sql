-- What other modules may know of the feeds: which version of each is the published one.
create view feed_published as
  select slug, version from feed where version is not null;

-- Who has proved to want a topic's changes, until when. A request that is not proved yet changes nothing here.
create table hub_subscription (
  topic text collate "C" not null,
  callback text collate "C" not null,
  host text collate "C" not null,
  feed text collate "C" not null,
  -- Encrypted: the hub must sign with it, nobody else may read it.
  secret bytea,
  -- The version that was queued last; a change is whatever differs from it.
  version text collate "C",
  -- After failures the next call is not made before.
  not_before timestamptz,
  verified_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (topic, callback)
);

create index hub_subscription_host on hub_subscription (host);

-- Every call the hub makes or made: the queue and the log. It outlives the subscription.
create table hub_delivery (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('SUBSCRIBE', 'UNSUBSCRIBE', 'CONTENT', 'DENIAL')),
  topic text collate "C" not null,
  callback text collate "C" not null,
  host text collate "C" not null,
  secret bytea,
  lease_seconds bigint,
  reason text,
  version text collate "C",
  state text not null default 'PENDING'
    check (state in ('PENDING', 'CLAIMED', 'DONE', 'FAILED', 'GONE', 'SUPERSEDED', 'CANCELLED')),
  attempts int not null default 0,
  due_at timestamptz not null,
  owner uuid,
  lease_until timestamptz,
  status int,
  answer text,
  answered_at timestamptz,
  created_at timestamptz not null,
  check ((state = 'CLAIMED') = (owner is not null)),
  check (kind = 'SUBSCRIBE' or (secret is null and lease_seconds is null))
);

-- A newer request or version takes the place of one that still waits.
create unique index hub_delivery_content on hub_delivery (topic, callback)
  where state = 'PENDING' and kind = 'CONTENT';
create unique index hub_delivery_intent on hub_delivery (topic, callback)
  where state = 'PENDING' and kind <> 'CONTENT';
-- One call at a time, so that a callback sees versions in their order.
create unique index hub_delivery_claimed on hub_delivery (topic, callback) where state = 'CLAIMED';
create index hub_delivery_due on hub_delivery (due_at) where state = 'PENDING';
create index hub_delivery_recent on hub_delivery (created_at);
