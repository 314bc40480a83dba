package org.courant.hub;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.hub.Call.Outcome;
import org.courant.hub.Call.State;
import org.courant.hub.HubRequest.Mode;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The calls that wait, are under way, or were made.
@Repository
class HubQueue {
  private final JdbcClient jdbc;

  HubQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One writer at a time, to the end of its transaction: the limits then hold on all nodes
  /// together. Such a transaction lasts milliseconds.
  @Transactional(propagation = Propagation.MANDATORY)
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('courant.hub', 0))").query(_ -> {});
  }

  /// How many requests were taken since a moment.
  record Recent(int all, int host) {}

  Recent requests(String host, Instant since) {
    var sql =
        """
        select count(*) as taken, count(*) filter (where host = :host) as same_host
        from hub_delivery
        where kind in ('SUBSCRIBE', 'UNSUBSCRIBE') and created_at > :since
        """;
    return jdbc.sql(sql)
        .param("host", host)
        .param("since", since.atOffset(UTC))
        .query((row, _) -> new Recent(row.getInt("taken"), row.getInt("same_host")))
        .single();
  }

  /// Queues the verification of a request; it takes the place of one that still waits.
  void request(HubRequest request, byte @Nullable [] secret, Instant now) {
    var sql =
        """
        insert into hub_delivery (kind, topic, callback, host, secret, lease_seconds, due_at, created_at)
        values (:kind, :topic, :callback, :host, :secret, :lease, :now, :now)
        on conflict (topic, callback) where state = 'PENDING' and kind <> 'CONTENT'
        do update set kind = excluded.kind, secret = excluded.secret, lease_seconds = excluded.lease_seconds,
          reason = null, attempts = 0, due_at = excluded.due_at, created_at = excluded.created_at
        """;
    jdbc.sql(sql)
        .param("kind", request.mode().name())
        .param("topic", request.topic())
        .param("callback", request.callback().address())
        .param("host", request.callback().host())
        .param("secret", secret)
        .param("lease", request.mode() == Mode.SUBSCRIBE ? request.lease().toSeconds() : null)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Queues the content for every living subscription whose feed has another version than the one
  /// queued last. A waiting row moves on to the newest version. After failures it waits as long as
  /// the one before.
  int queueChanges(Instant now) {
    var sql =
        """
        with changed as (
          update hub_subscription s set version = f.version
          from feed_published f
          where f.slug = s.feed and s.version is distinct from f.version and s.expires_at > :now
          returning s.topic, s.callback, s.host, s.version, s.not_before)
        insert into hub_delivery (kind, topic, callback, host, version, due_at, created_at)
        select 'CONTENT', topic, callback, host, version, greatest(:now, not_before), :now from changed
        on conflict (topic, callback) where state = 'PENDING' and kind = 'CONTENT'
        do update set version = excluded.version, due_at = excluded.due_at,
          attempts = least(hub_delivery.attempts, 5)
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Takes back what a dead or stuck node claimed: for another try, unless something newer waits.
  int lapse(Instant now) {
    var sql =
        """
        update hub_delivery d
        set owner = null, lease_until = null, answer = 'its node gave no account of it', answered_at = :now,
          state = case
            when exists (select from hub_delivery o where o.state = 'PENDING' and o.topic = d.topic
              and o.callback = d.callback and (o.kind = 'CONTENT') = (d.kind = 'CONTENT')) then 'SUPERSEDED'
            when d.attempts >= 10 then 'FAILED'
            else 'PENDING' end
        where d.state = 'CLAIMED' and d.lease_until <= :now
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Leases what is due: one call a callback and topic, a few a host, and content only for a living
  /// subscription. Rows that another transaction holds are passed over.
  List<Call> claim(int most, int perHost, Instant now, Duration lease) {
    var sql =
        """
        with due as (
          select d.id, d.host, d.due_at,
            row_number() over (partition by d.topic, d.callback order by d.id) as turn
          from hub_delivery d
          where d.state = 'PENDING' and d.due_at <= :now
            and (d.kind <> 'CONTENT' or exists (select from hub_subscription s
              where s.topic = d.topic and s.callback = d.callback and s.expires_at > :now))
            and not exists (select from hub_delivery c
              where c.state = 'CLAIMED' and c.topic = d.topic and c.callback = d.callback)),
        fair as (
          select id, due_at, row_number() over (partition by host order by due_at, id)
            + (select count(*) from hub_delivery c where c.state = 'CLAIMED' and c.host = due.host) as place
          from due where turn = 1),
        block as (
          select d.id from hub_delivery d join fair f on f.id = d.id
          where f.place <= :perHost and d.state = 'PENDING'
          order by f.due_at, d.id limit :most
          for update of d skip locked)
        update hub_delivery d
        set state = 'CLAIMED', owner = :owner, lease_until = :lease, attempts = d.attempts + 1
        from block where d.id = block.id
        returning d.id, d.owner, d.kind, d.topic, d.callback, d.host, d.attempts, d.lease_seconds, d.reason,
          case when d.kind = 'CONTENT'
            then (select s.secret from hub_subscription s where s.topic = d.topic and s.callback = d.callback)
            else d.secret end as secret
        """;
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("perHost", perHost)
        .param("most", most)
        .param("owner", UUID.randomUUID())
        .param("lease", now.plus(lease).atOffset(UTC))
        .query(Call::read)
        .list();
  }

  /// False when the claim is no longer this owner's: then its outcome counts for nothing.
  boolean finish(Call call, State state, Outcome outcome, Instant now) {
    var sql =
        """
        update hub_delivery
        set state = :state, owner = null, lease_until = null, secret = null,
          status = :status, answer = :answer, answered_at = :now
        where id = :id and owner = :owner and state = 'CLAIMED'
        """;
    return settle(sql, call, outcome, now).param("state", state.name()).update() == 1;
  }

  /// Waits for another try, unless something newer waits already.
  boolean retry(Call call, Outcome outcome, Instant due, Instant now) {
    var sql =
        """
        update hub_delivery d
        set owner = null, lease_until = null, due_at = :due,
          status = :status, answer = :answer, answered_at = :now,
          state = case when exists (select from hub_delivery o where o.state = 'PENDING' and o.topic = d.topic
            and o.callback = d.callback and (o.kind = 'CONTENT') = (d.kind = 'CONTENT'))
            then 'SUPERSEDED' else 'PENDING' end
        where d.id = :id and d.owner = :owner and d.state = 'CLAIMED'
        """;
    return settle(sql, call, outcome, now).param("due", due.atOffset(UTC)).update() == 1;
  }

  private JdbcClient.StatementSpec settle(String sql, Call call, Outcome outcome, Instant now) {
    return jdbc.sql(sql)
        .param("id", call.id())
        .param("owner", call.owner())
        .param("status", outcome.status())
        .param("answer", outcome.answer())
        .param("now", now.atOffset(UTC));
  }

  /// Content whose subscription ended before it was delivered.
  int cancelOrphans(Instant now) {
    var sql =
        """
        update hub_delivery d
        set state = 'CANCELLED', answered_at = :now, answer = 'its subscription ended'
        where d.state = 'PENDING' and d.kind = 'CONTENT'
          and not exists (select from hub_subscription s
            where s.topic = d.topic and s.callback = d.callback and s.expires_at > :now)
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  int forget(Instant before) {
    var sql =
        """
        delete from hub_delivery where created_at < :before and state not in ('PENDING', 'CLAIMED')
        """;
    return jdbc.sql(sql).param("before", before.atOffset(UTC)).update();
  }
}
