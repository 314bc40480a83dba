-- A pull that the end of its process broke off.
alter table source_run drop constraint source_run_outcome_check;
alter table source_run
  add constraint source_run_outcome_check
  check (outcome in ('READ', 'UNCHANGED', 'HELD', 'FAILED', 'STOPPED', 'SKIPPED'));

-- A host has one name, without its scheme's own port; what was noted under another is noted anew.
delete from source_host where host like '%:80' or host like '%:443';

-- Names of the terms that a post was shown with, as the site listed them: they change without the post.
alter table source_post add column terms text;
