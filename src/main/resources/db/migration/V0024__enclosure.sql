-- The files that belong to an article, in their source's order: a list of {url, type, length in bytes}.
alter table article_revision
  add column enclosures jsonb not null default '[]' check (jsonb_typeof(enclosures) = 'array');
