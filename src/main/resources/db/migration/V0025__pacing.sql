-- What was granted of a key's allowance in its current second or day. Nodes lease portions of it, so a row is written a few times a second however many messages leave.
create table relay_rate (
  key text primary key,
  period timestamptz not null,
  length interval not null,
  allowance bigint not null check (allowance >= 0),
  granted bigint not null check (granted >= 0),
  portion bigint not null check (portion >= 0)
) with (fillfactor = 50);

-- Domains that refuse our mail (PAUSED, and PROBING while one message finds out) or ask for less of it (SLOW). A domain without a row takes mail as it comes.
create table domain_state (
  domain text primary key,
  state text not null check (state in ('PAUSED', 'PROBING', 'SLOW')),
  since timestamptz not null,
  until timestamptz not null,
  refusals bigint not null default 1,
  step int not null default 0,
  reason text not null,
  told boolean not null default false
);

-- A block of which rows were passed over, because their domains may not have them now, is not looked at before this.
alter table delivery_block add column not_before timestamptz;
