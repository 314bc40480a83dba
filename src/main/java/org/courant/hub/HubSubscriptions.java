package org.courant.hub;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is subscribed to what, until when. Topic and callback together are the key.
@Repository
class HubSubscriptions {
  private final JdbcClient jdbc;

  HubSubscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How many there are of living subscriptions and of requests to subscribe that wait.
  record Counted(int all, int host) {}

  Counted count(HubRequest request, Instant now) {
    var sql =
        """
        with held as (
          select topic, callback, host from hub_subscription where expires_at > :now
          union
          select topic, callback, host from hub_delivery
          where kind = 'SUBSCRIBE' and state in ('PENDING', 'CLAIMED'))
        select count(*) as held, count(*) filter (where host = :host) as same_host
        from held where (topic, callback) <> (:topic, :callback)
        """;
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("host", request.callback().host())
        .param("topic", request.topic())
        .param("callback", request.callback().address())
        .query((row, _) -> new Counted(row.getInt("held"), row.getInt("same_host")))
        .single();
  }

  /// Enters or renews what a callback has confirmed. A new subscription hears of what changes from
  /// now on, a renewed one misses nothing in between.
  void confirm(Call call, String feed, Instant now) {
    var sql =
        """
        insert into hub_subscription (topic, callback, host, feed, secret, version, verified_at, expires_at)
        values (:topic, :callback, :host, :feed, :secret,
          (select version from feed_published where slug = :feed), :now, :expires)
        on conflict (topic, callback) do update
        set feed = excluded.feed, secret = excluded.secret, not_before = null,
          verified_at = excluded.verified_at, expires_at = excluded.expires_at
        """;
    jdbc.sql(sql)
        .param("topic", call.topic())
        .param("callback", call.callback())
        .param("host", call.host())
        .param("feed", feed)
        .param("secret", call.secret())
        .param("now", now.atOffset(UTC))
        .param("expires", now.plusSeconds(call.leaseSeconds()).atOffset(UTC))
        .update();
  }

  /// When the callback may be called next; null for at once.
  void rest(Call call, @Nullable Instant until) {
    var sql =
        """
        update hub_subscription set not_before = :until where topic = :topic and callback = :callback
        """;
    jdbc.sql(sql)
        .param("until", until == null ? null : until.atOffset(UTC))
        .param("topic", call.topic())
        .param("callback", call.callback())
        .update();
  }

  void drop(Call call) {
    jdbc.sql("delete from hub_subscription where topic = :topic and callback = :callback")
        .param("topic", call.topic())
        .param("callback", call.callback())
        .update();
  }

  /// Whether anybody is subscribed to the topic.
  boolean hold(String topic) {
    return jdbc.sql("select exists (select from hub_subscription where topic = :topic)")
        .param("topic", topic)
        .query(Boolean.class)
        .single();
  }

  /// All that anybody is subscribed to.
  List<String> topics() {
    return jdbc.sql("select distinct topic from hub_subscription order by topic")
        .query((row, _) -> row.getString("topic"))
        .list();
  }

  /// Hands out what this feed publishes from now on: the one that the topic's was renamed to.
  void follow(String topic, String feed) {
    jdbc.sql("update hub_subscription set feed = :feed where topic = :topic and feed <> :feed")
        .param("feed", feed)
        .param("topic", topic)
        .update();
  }

  /// Ends the subscriptions of a topic that is no more, and queues the news of it (WebSub, section
  /// 5.2).
  int end(String topic, Instant now) {
    var sql =
        """
        with denied as (
          delete from hub_subscription where topic = :topic returning topic, callback, host)
        insert into hub_delivery (kind, topic, callback, host, reason, due_at, created_at)
        select 'DENIAL', topic, callback, host, 'This feed is no longer published here.', :now, :now from denied
        on conflict (topic, callback) where state = 'PENDING' and kind <> 'CONTENT' do nothing
        """;
    return jdbc.sql(sql).param("topic", topic).param("now", now.atOffset(UTC)).update();
  }

  /// Ends the subscriptions of one callback, to one topic or all; a request that waits ends too.
  int deny(String callback, Optional<String> topic, String reason, Instant now) {
    var sql =
        """
        with denied as (
          delete from hub_subscription
          where callback = :callback and (:topic::text is null or topic = :topic)
          returning topic, callback, host)
        insert into hub_delivery (kind, topic, callback, host, reason, due_at, created_at)
        select 'DENIAL', topic, callback, host, :reason, :now, :now from denied
        on conflict (topic, callback) where state = 'PENDING' and kind <> 'CONTENT'
        do update set kind = 'DENIAL', reason = excluded.reason, secret = null, lease_seconds = null
        """;
    return jdbc.sql(sql)
        .param("callback", callback)
        .param("topic", topic.orElse(null))
        .param("reason", reason)
        .param("now", now.atOffset(UTC))
        .update();
  }

  int expire(Instant now) {
    return jdbc.sql("delete from hub_subscription where expires_at <= :now")
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// A subscription as an operator sees it.
  record Subscribed(String topic, String callback, boolean signed, Instant expires) {}

  List<Subscribed> all() {
    var sql =
        """
        select topic, callback, secret is not null as signed, expires_at
        from hub_subscription order by topic, callback
        """;
    return jdbc.sql(sql)
        .query(
            (row, _) ->
                new Subscribed(
                    row.getString("topic"),
                    row.getString("callback"),
                    row.getBoolean("signed"),
                    row.getObject("expires_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
