alter table source drop constraint source_kind_check;
alter table source add constraint source_kind_check check (kind in ('folder', 'feed', 'wordpress', 'site'));

-- How far the posts of a WordPress site were read. It holds for one address.
create table source_cursor (
  source text primary key references source,
  address text not null,
  -- The last change that was read, as the site's local time, which is what its API compares with.
  read_until timestamp,
  -- When all posts were listed to see which are gone.
  swept_at timestamptz
);

-- The posts that a WordPress source showed: a listing is compared with them.
create table source_post (
  source text not null references source,
  post bigint not null,
  guid text not null,
  modified timestamp not null,
  primary key (source, post)
);

-- The pages that a site's sitemaps name and what became of each.
create table source_page (
  source text not null references source,
  address text not null,
  -- What the sitemap said of its last change when the page was read.
  lastmod text,
  read_at timestamptz not null,
  -- The address under which its article was recorded; null when the page is no article.
  link text,
  primary key (source, address)
);
