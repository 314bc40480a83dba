-- Quartz inserts the rows it locks when it first wants them. Two servers that start together on a
-- fresh database would both do so, and the loser's transaction is spoilt.
insert into qrtz_locks (sched_name, lock_name)
values ('courant', 'TRIGGER_ACCESS'), ('courant', 'STATE_ACCESS')
on conflict do nothing;
