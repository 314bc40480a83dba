-- What other modules join to see which articles changed.
create view article_state as
select id as article_id, revision, withdrawn_at from article;

-- The id that readers know an article by is for ever.
create function article_uri_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the id % of an article never changes', old.uri;
end $$;

create trigger article_uri_stays before update of uri on article
  for each row when (old.uri is distinct from new.uri)
  execute function article_uri_stays();

-- A feed is known by its number, and to feed readers by its identity, for ever. Its slug is its name in addresses: it
-- may change, and what it was leads to what it is.
create table feed_definition (
  id bigint generated always as identity primary key,
  slug text collate "C" not null unique,
  identity text collate "C" not null unique,
  since timestamptz not null,
  definition jsonb not null,
  items int not null check (items > 0),
  -- Whether every article was held against the filter.
  matched boolean not null default false,
  newest_archive int,
  retired_at timestamptz
);

insert into feed_definition (slug, identity, since, definition, items)
select slug, slug, since, '{}', 30 from feed;

alter table feed drop column since,
  -- What decided which articles the published version holds, so that a version after other terms is no collapse.
  add column terms text,
  add foreign key (slug) references feed_definition (slug) on update cascade;
alter table feed_version drop constraint feed_version_slug_fkey,
  add foreign key (slug) references feed (slug) on update cascade;

create table feed_former_slug (
  slug text collate "C" primary key,
  feed bigint not null references feed_definition (id)
);

-- The state of each article when it was held against the filters last.
create table feed_seen (
  article_id bigint primary key,
  revision int not null,
  withdrawn_at timestamptz
);

-- What matches a feed's filter, or once did.
create table feed_item (
  feed bigint not null references feed_definition (id),
  article_id bigint not null,
  uri text collate "C" not null,
  revision int not null,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  withdrawn_at timestamptz,
  matches boolean not null,
  -- Whether a published document held it.
  shown boolean not null default false,
  -- The `updated_at` of the revision that an archive holds.
  archived_update timestamptz,
  primary key (feed, article_id)
);

create index feed_item_newest on feed_item (feed, published_at desc, uri) where matches and withdrawn_at is null;
create index feed_item_unarchived on feed_item (feed)
  where matches and withdrawn_at is null and (archived_update is null or archived_update < updated_at);
create index feed_item_withdrawn on feed_item (feed, withdrawn_at) where shown and withdrawn_at is not null;
create index feed_item_article on feed_item (article_id);

-- Its members never change. One whose member was withdrawn is replaced by another.
create table feed_archive (
  feed bigint not null references feed_definition (id),
  number int not null check (number > 0),
  previous int,
  articles bigint[] not null,
  revisions int[] not null,
  replaced_by int check (replaced_by > number),
  closed_at timestamptz not null,
  primary key (feed, number),
  check (cardinality(articles) = cardinality(revisions))
);

create index feed_archive_articles on feed_archive using gin (articles) where replaced_by is null;

-- Where the archives of the feeds stand that were not replaced.
create view archive_address as
select f.slug, a.number from feed_archive a join feed_definition f on f.id = a.feed where a.replaced_by is null;

-- The bytes of an archive: written when somebody first asks for them, and never again.
create table feed_archive_document (
  slug text collate "C" not null,
  number int not null,
  format text collate "C" not null,
  hash text collate "C" not null,
  gzip bytea not null,
  primary key (slug, number, format)
);
