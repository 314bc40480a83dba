-- How many of the connections that all nodes may have open together a node has: to a relay, or in all. A node that does not say so again in time is taken for dead.
create table connection_lease (
  key text not null,
  node uuid not null,
  connections int not null check (connections >= 0),
  until timestamptz not null,
  primary key (key, node)
) with (fillfactor = 50);
