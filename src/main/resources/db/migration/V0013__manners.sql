-- The first pull that showed an article. Until a pull has read the source whole (first_read_at), what is older
-- than this is its back catalogue.
alter table source add column first_shown_at timestamptz;
update source set first_shown_at = first_read_at;
