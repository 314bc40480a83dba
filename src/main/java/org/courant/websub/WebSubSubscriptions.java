package org.courant.websub;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.courant.websub.HubLinks.Found;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The table `websub_subscription`.
@Repository
class WebSubSubscriptions {
  /// How long a hub may take to come back with its question.
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final String COLUMNS =
      "key, source, topic, hub, internal, wanted, expires_at, failures ";

  private final JdbcClient jdbc;

  WebSubSubscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The source's feed names this hub: whatever else it had is not wanted any more. False when
  /// nothing changes.
  ///
  /// @param key of a new one
  @Transactional
  boolean want(String source, boolean internal, Found found, String key, Instant now) {
    drop(source, Optional.of(found), now);
    var sql =
        """
        insert into websub_subscription (key, source, topic, hub, internal, due_at, created_at)
        values (:key, :source, :topic, :hub, :internal, :now, :now)
        on conflict (source) where wanted do nothing
        """;
    return jdbc.sql(sql)
            .param("key", key)
            .param("source", source)
            .param("topic", found.topic().toString())
            .param("hub", found.hub().toString())
            .param("internal", internal)
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /// Wants none of the source's subscriptions any more, but this one.
  int drop(String source, Optional<Found> but, Instant now) {
    var sql =
        """
        update websub_subscription set wanted = false, due_at = :now, failures = 0
        where source = :source and wanted and not (hub = :hub and topic = :topic)
        """;
    return jdbc.sql(sql)
        .param("source", source)
        .param("hub", but.map(found -> found.hub().toString()).orElse(""))
        .param("topic", but.map(found -> found.topic().toString()).orElse(""))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Wants none of other sources any more.
  int keep(Collection<String> sources, Instant now) {
    var sql =
        """
        update websub_subscription set wanted = false, due_at = :now, failures = 0
        where wanted and source <> all (:sources)
        """;
    return jdbc.sql(sql)
        .param("sources", sources.toArray(String[]::new))
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Those to ask about now. The caller has them for a while; one that it gives no account of comes
  /// back.
  List<WebSubSubscription> claim(int most, Duration lease, Instant now) {
    var sql =
        """
        update websub_subscription s set due_at = :until, asked_at = :now,
          asked = case when wanted then 'subscribe' else 'unsubscribe' end
        where key in (
          select key from websub_subscription where due_at <= :now
          order by due_at limit :most for update skip locked)
        returning %s
        """
            .formatted(COLUMNS);
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("until", now.plus(lease).atOffset(UTC))
        .param("most", most)
        .query((row, _) -> read(row))
        .list();
  }

  /// What a hub made of being asked. A verification that came meanwhile stands.
  void asked(WebSubSubscription one, String answer, Instant due) {
    var sql =
        """
        update websub_subscription
        set answer = :answer, failures = failures + 1, due_at = :due
        where key = :key and wanted = :wanted and (not wanted or verified_at is null or verified_at < asked_at)
        """;
    jdbc.sql(sql)
        .param("key", one.key())
        .param("wanted", one.wanted())
        .param("answer", answer)
        .param("due", due.atOffset(UTC))
        .update();
  }

  Optional<WebSubSubscription> find(String key) {
    return jdbc.sql("select %s from websub_subscription where key = :key".formatted(COLUMNS))
        .param("key", key)
        .query((row, _) -> read(row))
        .optional();
  }

  /// The hub has verified the subscription, which is renewed after four fifths of its lease. False
  /// when it was not asked for, or too long ago.
  boolean verify(String key, String topic, Duration lease, Instant now) {
    var sql =
        """
        update websub_subscription
        set verified_at = :now, expires_at = :expires, due_at = :renew, failures = 0, answer = 'verified'
        where key = :key and topic = :topic and wanted and asked = 'subscribe' and asked_at > :askedAfter
        """;
    return jdbc.sql(sql)
            .param("key", key)
            .param("topic", topic)
            .param("askedAfter", now.minus(PATIENCE).atOffset(UTC))
            .param("expires", now.plus(lease).atOffset(UTC))
            .param("renew", now.plus(lease.multipliedBy(4).dividedBy(5)).atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /// The hub lets it go; false when that was not asked for.
  boolean release(String key, String topic) {
    var sql =
        """
        delete from websub_subscription
        where key = :key and topic = :topic and not wanted and asked = 'unsubscribe'
        """;
    return jdbc.sql(sql).param("key", key).param("topic", topic).update() == 1;
  }

  /// The hub ends or refuses it.
  boolean deny(String key, String topic, String reason, Instant due) {
    var sql =
        """
        update websub_subscription
        set expires_at = null, asked = null, asked_at = null, verified_at = null, failures = failures + 1, due_at = :due, answer = :reason
        where key = :key and topic = :topic and wanted
        """;
    return jdbc.sql(sql)
            .param("key", key)
            .param("topic", topic)
            .param("reason", reason)
            .param("due", due.atOffset(UTC))
            .update()
        == 1;
  }

  void delivered(String key, Instant now) {
    jdbc.sql("update websub_subscription set delivered_at = :now where key = :key")
        .param("key", key)
        .param("now", now.atOffset(UTC))
        .update();
  }

  void delete(String key) {
    jdbc.sql("delete from websub_subscription where key = :key and not wanted")
        .param("key", key)
        .update();
  }

  /// Each as a line for an operator.
  List<String> all() {
    var sql =
        """
        select source, hub, wanted, expires_at, delivered_at, answer
        from websub_subscription order by source, created_at
        """;
    return jdbc.sql(sql)
        .query(
            (row, _) ->
                "%s  %s  %s, last delivery %s; the hub %s"
                    .formatted(
                        row.getString("source"),
                        row.getString("hub"),
                        row.getBoolean("wanted")
                            ? "until " + time(row, "expires_at")
                            : "no longer wanted",
                        time(row, "delivered_at"),
                        row.getString("answer") == null
                            ? "was not asked"
                            : row.getString("answer")))
        .list();
  }

  private static String time(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? "none" : time.toInstant().toString();
  }

  private static WebSubSubscription read(ResultSet row) throws SQLException {
    var expires = row.getObject("expires_at", OffsetDateTime.class);
    return new WebSubSubscription(
        row.getString("key"),
        row.getString("source"),
        URI.create(row.getString("topic")),
        URI.create(row.getString("hub")),
        row.getBoolean("internal"),
        row.getBoolean("wanted"),
        expires == null ? null : expires.toInstant(),
        row.getInt("failures"));
  }
}
