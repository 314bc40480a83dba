-- A standing mailing takes single mails for ever: its recipients and their number grow in the transactions that add them, and it never ends.
alter table mailing
  add column standing boolean not null default false,
  add constraint mailing_standing_never_ends check (not standing or state <> 'FINISHED');

-- A standing mailing's mail is given up by itself, not with its mailing.
alter table delivery_block add column useful_until timestamptz;

-- How many mails the same reader had of a standing mailing before; elsewhere a reader has one row.
alter table delivery add column turn int not null default 0;
alter table delivery drop constraint delivery_mailing_id_recipient_key;
alter table delivery add constraint delivery_mailing_id_recipient_turn_key unique (mailing_id, recipient, turn);

create or replace function mailing_frozen_once() returns trigger language plpgsql as $$
begin
  -- Only the rows' own insertion comes from within a trigger.
  if old.standing and new.frozen > old.frozen and pg_trigger_depth() > 1 then
    return new;
  end if;
  raise exception 'mailing % is frozen with % recipients: that number never changes', old.name, old.frozen;
end $$;

create or replace function delivery_audience_fixed() returns trigger language plpgsql as $$
declare
  state text;
begin
  select case when m.id is null then 'none' else 'frozen' end into state
  from (select distinct mailing_id from fresh) f left join mailing m on m.id = f.mailing_id
  where m.id is null or m.frozen is not null and not m.standing limit 1;
  if state = 'none' then
    raise exception 'there is no such mailing to add recipients to';
  elsif state = 'frozen' then
    raise exception 'the recipients of a frozen mailing never change';
  end if;
  update mailing m set frozen = m.frozen + added.rows
  from (select mailing_id, count(*) as rows from fresh group by mailing_id) added
  where m.id = added.mailing_id and m.standing and m.frozen is not null;
  return null;
end $$;
