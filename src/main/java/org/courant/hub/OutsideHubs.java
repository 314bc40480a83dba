package org.courant.hub;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.courant.feed.FeedTopics;
import org.courant.publication.Publication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Hubs elsewhere, which are advertised beside our own and hence are told of each change.
@Repository
class OutsideHubs {
  private final FeedTopics topics;
  private final Publication publication;
  private final JdbcClient jdbc;

  OutsideHubs(FeedTopics topics, Publication publication, JdbcClient jdbc) {
    this.topics = topics;
    this.publication = publication;
    this.jdbc = jdbc;
  }

  /// Queues a ping for each topic and hub with another version than the last it was told of. A
  /// topic that is there for the first time has no subscriber that could be told.
  int queueChanges(Instant now) {
    if (publication.outsideHubs().isEmpty()) {
      return 0;
    }
    var sql =
        """
        with current as (
          select t.topic, h.hub, h.host, f.version
          from unnest(:topics::text[], :feeds::text[]) t (topic, feed)
          join feed_published f on f.slug = t.feed
          cross join unnest(:hubs::text[], :hosts::text[]) h (hub, host)),
        known as (
          insert into hub_outside (topic, hub, version) select topic, hub, version from current
          on conflict (topic, hub) do nothing),
        changed as (
          update hub_outside o set version = c.version from current c
          where o.topic = c.topic and o.hub = c.hub and o.version <> c.version
          returning c.topic, c.hub, c.host, c.version)
        insert into hub_delivery (kind, topic, callback, host, version, due_at, created_at)
        select 'PING', topic, hub, host, version, :now, :now from changed
        on conflict (topic, callback) where state = 'PENDING' and kind <> 'CONTENT'
        do update set version = excluded.version
        """;
    var addresses = topics.addresses();
    var hubs = publication.outsideHubs();
    return jdbc.sql(sql)
        .param("topics", addresses.toArray(String[]::new))
        .param("feeds", feeds(addresses))
        .param("hubs", hubs.stream().map(URI::toString).toArray(String[]::new))
        .param("hosts", hubs.stream().map(URI::getHost).toArray(String[]::new))
        .param("now", now.atOffset(UTC))
        .update();
  }

  private String[] feeds(List<String> addresses) {
    return addresses.stream()
        .map(address -> topics.feed(address).orElseThrow())
        .toArray(String[]::new);
  }
}
