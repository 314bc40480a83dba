create table campaign (
  name text primary key,
  newsletter text not null,
  cron text not null,
  zone text not null,
  tolerance interval not null,
  declared_at timestamptz not null,
  retired_at timestamptz
);

-- The row decides: of all the nodes that want to run a campaign for one time, the one that inserts it runs it.
create table campaign_run (
  campaign text not null references campaign,
  scheduled_for timestamptz not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('SENT', 'SKIPPED', 'HELD', 'MISSED', 'FAILED', 'CANCELLED')),
  reason text,
  issue uuid,
  primary key (campaign, scheduled_for),
  check ((outcome is null) = (finished_at is null))
);

create index campaign_run_unfinished on campaign_run (started_at) where outcome is null;
