-- Where articles are pulled from. A source that vanishes from the configuration is kept: its runs and its
-- items' identities stay known.
create table source (
  name text primary key,
  kind text not null check (kind in ('folder', 'feed')),
  address text not null,
  site text not null,
  declared boolean not null,
  -- What the server said to recognise an unchanged feed by, and the hash of the last body that was read.
  etag text,
  last_modified text,
  body_hash text,
  -- The first pull that read the source; what was published before it is its back catalogue.
  first_read_at timestamptz,
  -- No pull by schedule before this time: the server asked to be left alone, or fails again and again.
  not_before timestamptz,
  failures int not null default 0,
  -- Why the source is pulled only by hand, such as its server's 410.
  retired_reason text
);

-- Which of the site's guids this source showed, and in which file: two sources of one site must not
-- withdraw each other's articles.
create table source_item (
  source text not null references source,
  guid text not null,
  file text not null,
  primary key (source, guid)
);

create table source_run (
  id bigint generated always as identity primary key,
  source text not null references source,
  started_at timestamptz not null,
  took_ms bigint not null,
  outcome text not null check (outcome in ('READ', 'UNCHANGED', 'HELD', 'FAILED', 'SKIPPED')),
  created int not null,
  changed int not null,
  unchanged int not null,
  withdrawn int not null,
  failed int not null,
  problems text[] not null
);

create index source_run_latest on source_run (source, id desc);
