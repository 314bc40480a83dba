-- When the newest document of a feed came to say what it says: the moment at which its content, as a hash, was another.
-- Kept, since nothing that a document still holds tells when something left it.
alter table feed_definition
  add column content text collate "C",
  add column changed_at timestamptz,
  add check ((content is null) = (changed_at is null));
