-- How often a row was marked in transit. A result names the mark it belongs to: one that is written twice, because nobody knew whether the first time stood, never touches a later mark.
-- `soft` says that the mailbox failed, perhaps not for ever: repeated over weeks it is suppressed.
alter table delivery add column marks int not null default 0, add column soft boolean not null default false;
