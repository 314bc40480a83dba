-- When another source told an edit after what this one said last. What it says next may be the same edit in its own words.
alter table article_telling add column overtaken_at timestamptz;
