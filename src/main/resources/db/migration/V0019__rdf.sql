-- RSS 1.0 beside the others. Feeds that were published without it are built again.
alter table feed_version add column rdf_gzip bytea;
update feed set version = null;
delete from feed_version where state = 'PUBLISHED';
alter table feed_version add check (state = 'REFUSED' or rdf_gzip is not null);
