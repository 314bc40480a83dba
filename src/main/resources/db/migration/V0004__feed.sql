-- A feed's address lives for ever: a feed that is no longer declared answers "gone".
create table feed (
  slug text collate "C" primary key,
  version text collate "C",
  since timestamptz not null
);

-- The documents of the published version, so that every node serves the same bytes, and what was refused.
create table feed_version (
  slug text collate "C" not null references feed,
  version text collate "C" not null,
  state text not null check (state in ('PUBLISHED', 'REFUSED')),
  reason text,
  entries text[] not null,
  rss_gzip bytea,
  atom_gzip bytea,
  json_gzip bytea,
  last_modified timestamptz not null,
  primary key (slug, version),
  check (state = 'REFUSED' or (rss_gzip is not null and atom_gzip is not null and json_gzip is not null)),
  check ((state = 'REFUSED') = (reason is not null))
);
