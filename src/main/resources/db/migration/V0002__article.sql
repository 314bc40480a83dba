-- The ledger: who an article is (article, article_alias), what it said (article_revision), where it belongs.
-- Identifiers are compared and ordered by code point, so that every host agrees.

create table article (
  id bigint generated always as identity primary key,
  uri text collate "C" not null unique,
  site text collate "C" not null,
  guid text,
  revision int not null check (revision > 0),
  published_at timestamptz not null,
  first_seen_at timestamptz not null,
  eligible_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text
);

create index article_recent on article (published_at desc, uri) where withdrawn_at is null;
create index article_eligible on article (eligible_at) where withdrawn_at is null;
create index article_site on article (site);

create table article_alias (
  site text collate "C" not null,
  kind text collate "C" not null check (kind in ('GUID', 'GUID_PATH', 'LINK', 'LINK_PATH', 'TITLE_DATE')),
  value text collate "C" not null,
  article_id bigint not null references article,
  first_seen_at timestamptz not null,
  primary key (site, kind, value)
);

create index article_alias_article on article_alias (article_id);

create table article_revision (
  article_id bigint not null references article,
  revision int not null check (revision > 0),
  content_hash text not null,
  url text,
  title text not null,
  summary text not null,
  html text not null,
  text text not null,
  authors text[] not null,
  sections text[] not null,
  tags text[] not null,
  image_url text,
  image_alt text,
  language text not null,
  sponsor text,
  correction_note text,
  correction_at timestamptz,
  published_at timestamptz not null,
  updated_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (article_id, revision),
  check ((correction_note is null) = (correction_at is null)),
  check (image_url is not null or image_alt is null)
);

-- The sections of the current revision, as rows, for joins over many articles.
create table article_section (
  section text collate "C" not null,
  article_id bigint not null references article,
  primary key (section, article_id)
);

create index article_section_article on article_section (article_id);

-- Published views: what other modules may join.

create view article_candidate as
select a.id as article_id, a.uri, a.revision, r.title, r.language, r.sponsor, r.correction_at, a.published_at,
       a.eligible_at
from article a
join article_revision r on r.article_id = a.id and r.revision = a.revision
where a.withdrawn_at is null and a.eligible_at is not null;

create view article_topic as
select article_id, section from article_section;
