-- When another source told an edit after what this one said last. What it says next may be the same edit in its own words.
alter table article_telling add column overtaken_at timestamptz;

-- Which source withdrew an article is noted from here on (its hash is empty): the words of others do not bring it back.
-- Of what is withdrawn already it is not known, and any word does.
delete from article_telling t using article a where a.id = t.article_id and a.withdrawn_by = 'SOURCE';
