-- What each source of a site said last of an article. One that says the same again says nothing against what another
-- one has said since.
create table article_telling (
  article_id bigint not null references article,
  source text not null,
  -- Of all that it said.
  hash text not null,
  -- What it said something of: the rest it may not know.
  parts text[] not null,
  primary key (article_id, source)
);
