-- `headline` is the article whose title the issue bears in the archive, never one of a sensitive section.
create table issue (
  id uuid primary key,
  newsletter text not null,
  number integer not null check (number > 0),
  campaign text not null,
  scheduled_for timestamptz not null,
  mailing uuid not null unique,
  mailing_name text not null,
  state text not null check (state in ('COMPOSED', 'RENDERED', 'FAILED')),
  reason text,
  newsletter_title text not null,
  headline bigint,
  composed_at timestamptz not null,
  recipients bigint not null,
  variants integer not null,
  articles integer not null,
  unique (newsletter, number),
  unique (campaign, scheduled_for)
);

create index issue_composed on issue (composed_at desc) where state <> 'FAILED';

-- All articles of an issue, in the order of its web page: what any variant shows, or counts among its "more".
create table issue_item (
  issue uuid not null references issue,
  position integer not null,
  article_id bigint not null,
  revision integer not null,
  primary key (issue, position),
  unique (issue, article_id)
);

-- Readers with the same mask see the same issue; its rendered bytes are kept with the mailing's templates. `more` counts what stood in the mask beyond the newsletter's maximum.
create table issue_variant (
  issue uuid not null references issue,
  variant integer not null,
  recipients bigint not null,
  more integer not null,
  subject text,
  primary key (issue, variant)
);

-- What a variant shows: `NEW` articles, and `CORRECTION` notes on articles that its readers had before.
create table issue_variant_item (
  issue uuid not null,
  variant integer not null,
  kind text not null check (kind in ('NEW', 'CORRECTION')),
  position integer not null,
  article_id bigint not null,
  revision integer not null,
  primary key (issue, variant, kind, position),
  foreign key (issue, variant) references issue_variant (issue, variant)
);

create index issue_variant_item_article on issue_variant_item (article_id);

-- The sources of the templates an issue was rendered from.
create table issue_template (
  issue uuid not null references issue,
  path text not null,
  source text not null,
  primary key (issue, path)
);
