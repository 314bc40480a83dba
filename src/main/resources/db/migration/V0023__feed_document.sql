-- The documents of the published versions, packed: compressors differ between hosts, so every node serves the bytes
-- that were made first. What they unpack to is not stored.
create table feed_document (
  slug text collate "C" not null,
  version text collate "C" not null,
  format text collate "C" not null,
  coding text collate "C" not null check (coding in ('gzip', 'br', 'zstd')),
  bytes bytea not null,
  primary key (slug, version, format, coding),
  foreign key (slug, version) references feed_version on update cascade on delete cascade
);
-- Packed already.
alter table feed_document alter column bytes set storage external;

-- A replaced version stays known for a while, without its documents: who has it is sent what is new since.
alter table feed_version
  drop column rss_gzip,
  drop column atom_gzip,
  drop column json_gzip,
  drop column rdf_gzip,
  drop constraint feed_version_state_check,
  add column revisions int[],
  add column replaced_at timestamptz,
  add check (state in ('PUBLISHED', 'REPLACED', 'REFUSED')),
  add check ((state = 'REPLACED') = (replaced_at is not null));
-- Built again, with all copies.
update feed set version = null;
delete from feed_version where state = 'PUBLISHED';
alter table feed_version
  add check (state = 'REFUSED' or cardinality(revisions) = cardinality(entries));
