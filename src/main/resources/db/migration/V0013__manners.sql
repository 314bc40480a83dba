alter table source
  -- The first pull that showed an article. Until a pull has read the source whole (first_read_at), what is older
  -- than this is its back catalogue.
  add column first_shown_at timestamptz,
  -- Where it is pulled from since it moved for good; null while that is the declared address.
  add column pulled_from text,
  -- Where it says that it moved for good, and since when it has said nothing else.
  add column moved_to text,
  add column moved_since timestamptz,
  -- Since when every answer was that nothing changed.
  add column unmodified_since timestamptz,
  -- How long the document last read asks to be left alone; an answer without a document does not repeat it.
  add column asked_seconds bigint,
  -- The usual time between two of its articles, and the date of the newest.
  add column rhythm_seconds bigint,
  add column newest_at timestamptz,
  -- Since when and why it cannot be read.
  add column failing_since timestamptz,
  add column failure text;

update source set first_shown_at = first_read_at;

-- Hosts that do not answer or ask to be left alone: none of their sources is pulled by schedule before the time.
create table source_host (
  host text primary key,
  failures int not null,
  not_before timestamptz not null,
  reason text not null
);
