-- What the configuration declares, kept after it vanished there.

create table section (
  slug text primary key,
  title text not null,
  sensitive boolean not null,
  retired_at timestamptz
);

create table newsletter (
  slug text primary key,
  title text not null,
  retired_at timestamptz
);

-- One row a server that runs or ran; the advisory lock of that number tells which.
create table running_server (
  lock bigint primary key,
  configuration jsonb not null
);
