-- A source may also be pushed: its publisher's own system hands the articles in, and nothing is pulled.
alter table source drop constraint source_kind_check;
alter table source
  add constraint source_kind_check check (kind in ('folder', 'feed', 'wordpress', 'site', 'push'));
