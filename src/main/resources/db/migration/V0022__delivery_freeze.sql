-- A million recipients are one statement: their mailing is looked up once a statement, not once a row as a foreign key does. Mailings are never deleted, and their blocks still refer to them.
alter table delivery drop constraint delivery_mailing_id_fkey;

create or replace function delivery_audience_fixed() returns trigger language plpgsql as $$
declare
  state text;
begin
  select case when m.id is null then 'none' else 'frozen' end into state
  from (select distinct mailing_id from fresh) f left join mailing m on m.id = f.mailing_id
  where m.id is null or m.frozen is not null limit 1;
  if state = 'none' then
    raise exception 'there is no such mailing to add recipients to';
  elsif state = 'frozen' then
    raise exception 'the recipients of a frozen mailing never change';
  end if;
  return null;
end $$;

-- A mailing is a few per cent of a table of many, and it is written once and then read and updated at once: without this, its rows are known to neither the planner nor the visibility map before a fifth of the table is new.
alter table delivery set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table delivery_block set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
