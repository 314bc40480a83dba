-- A correction, a withdrawal and a return are revisions too: each says what made it, who, and why.
alter table article_revision
  add cause text not null default 'CONTENT' check (cause in ('CONTENT', 'CORRECTED', 'WITHDRAWN', 'RESTORED')),
  add actor text not null default 'SOURCE' check (actor in ('SOURCE', 'ADMIN')),
  add reason text,
  -- Whose note it is: an admin's stays until the source brings one of its own.
  add correction_by text check (correction_by in ('SOURCE', 'ADMIN'));
update article_revision set correction_by = 'SOURCE' where correction_note is not null;
alter table article_revision
  add constraint article_revision_noted check ((correction_note is null) = (correction_by is null));

-- Whose withdrawal it is: an admin's stays until an admin ends it.
alter table article add withdrawn_by text check (withdrawn_by in ('SOURCE', 'ADMIN'));
update article set withdrawn_by = 'SOURCE' where withdrawn_at is not null;
alter table article
  add constraint article_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null));
