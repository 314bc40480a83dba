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
