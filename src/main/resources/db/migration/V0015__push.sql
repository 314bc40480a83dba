-- A source may also be pushed: its publisher's own system hands the articles in, and nothing is pulled.
alter table source drop constraint source_kind_check;
alter table source
  add constraint source_kind_check check (kind in ('folder', 'feed', 'wordpress', 'site', 'push'));

-- Until when the hub of a feed tells of its changes, so that the feed itself is asked less often.
alter table source add pushed_until timestamptz;

-- What we have asked hubs to tell us. A source has one subscription that is wanted; one that is not wanted any more
-- stays until its hub has let it go.
create table websub_subscription (
  -- The last part of the callback's address, which nobody can guess.
  key text collate "C" primary key,
  source text not null,
  topic text not null,
  hub text not null,
  -- Whether the hub may be at an address of one's own network.
  internal boolean not null,
  wanted boolean not null default true,
  -- What we asked last, and when: a hub's question about anything else is not answered.
  asked text check (asked in ('subscribe', 'unsubscribe')),
  asked_at timestamptz,
  verified_at timestamptz,
  -- Null until the hub has verified our request.
  expires_at timestamptz,
  failures int not null default 0,
  due_at timestamptz not null,
  -- What the hub said last, for an operator.
  answer text,
  delivered_at timestamptz,
  created_at timestamptz not null,
  check ((asked is null) = (asked_at is null))
);

create unique index websub_subscription_source on websub_subscription (source) where wanted;
create index websub_subscription_due on websub_subscription (due_at);

-- Which version of each topic an outside hub was told of last.
create table hub_outside (
  topic text collate "C" not null,
  hub text collate "C" not null,
  version text collate "C" not null,
  primary key (topic, hub)
);

alter table hub_delivery drop constraint hub_delivery_kind_check;
alter table hub_delivery add constraint hub_delivery_kind_check
  check (kind in ('SUBSCRIBE', 'UNSUBSCRIBE', 'CONTENT', 'DENIAL', 'PING'));
