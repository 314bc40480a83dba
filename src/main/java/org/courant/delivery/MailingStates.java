package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Moves mailings from state to state, and ends what has ended.
@Repository
class MailingStates {
  static final String NO_RELAY = "no relay is configured";

  private final JdbcClient jdbc;

  MailingStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// True for exactly one caller, and only where the state may become `next`.
  boolean move(MailingId id, MailingState next, @Nullable String reason) {
    var from =
        Stream.of(MailingState.values())
            .filter(state -> state.canBecome(next))
            .map(Enum::name)
            .toList();
    var sql =
        "update mailing set state = :next, reason = :reason where id = :id and state in (:from)";
    return jdbc.sql(sql)
            .param("next", next.name())
            .param("reason", reason, java.sql.Types.VARCHAR)
            .param("id", id.value())
            .param("from", from)
            .update()
        == 1;
  }

  String name(MailingId id) {
    return jdbc.sql("select name from mailing where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /// Lets a rendered mailing go, or says why it waits.
  boolean release(MailingId id, MailingState next, @Nullable String reason, Instant now) {
    var sql =
        """
        update mailing set state = :next, reason = :reason, released_at = :now
        where id = :id and state = 'RENDERING'
        """;
    return jdbc.sql(sql)
            .param("next", next.name())
            .param("reason", reason, java.sql.Types.VARCHAR)
            .param("now", now.atOffset(UTC))
            .param("id", id.value())
            .update()
        == 1;
  }

  /// Rows of a mailing that was cancelled while they were claimed or deferred.
  int cancelRows() {
    var sql =
        """
        update delivery d set state = 'CANCELLED', owner = null, lease_until = null
        from mailing m
        where m.id = d.mailing_id and m.state = 'CANCELLED' and d.state in ('PENDING', 'DEFERRED')
        """;
    return jdbc.sql(sql).update();
  }

  /// What still waits past its mailing's useful life is given up.
  int expire(Instant now) {
    var sql =
        """
        update delivery d
        set state = 'FAILED', answered_at = :now,
          answer = 'expired' || coalesce('; last answer: ' || d.answer, '')
        from mailing m
        where m.id = d.mailing_id and m.useful_until <= :now and m.state in ('SENDING', 'HELD', 'PAUSED')
          and d.state in ('PENDING', 'DEFERRED')
        """;
    return jdbc.sql(sql).param("now", now.atOffset(UTC)).update();
  }

  /// Mailings of which nothing is left to do.
  @Transactional
  List<String> finish() {
    var sql =
        """
        update mailing m set state = 'FINISHED'
        where m.state in ('SENDING', 'HELD') and not exists (
          select from delivery d where d.mailing_id = m.id
            and d.state in ('PENDING', 'DEFERRED', 'CLAIMED', 'IN_TRANSIT'))
        returning m.name
        """;
    return jdbc.sql(sql).query((rs, _) -> requireNonNull(rs.getString(1))).list();
  }

  /// True when it was paused or held.
  boolean resume(MailingId id) {
    var sql =
        """
        update mailing set state = 'SENDING', reason = null where id = :id and state in ('PAUSED', 'HELD')
        """;
    return jdbc.sql(sql).param("id", id.value()).update() == 1;
  }

  /// A finished mailing of which a row is to be sent after all: its owner only seemed dead.
  int reopen() {
    var sql =
        """
        update mailing m set state = 'SENDING'
        where m.state = 'FINISHED' and exists (
          select from delivery d where d.mailing_id = m.id and d.state in ('PENDING', 'DEFERRED'))
        """;
    return jdbc.sql(sql).update();
  }

  /// Holds or lets go what depends on a relay being there.
  int relayed(boolean configured) {
    var sql =
        configured
            ? "update mailing set state = 'SENDING', reason = null where state = 'HELD'"
            : "update mailing set state = 'HELD', reason = '"
                + NO_RELAY
                + "' where state = 'SENDING'";
    return jdbc.sql(sql).update();
  }

  /// False once nothing of a mailing may leave any more: it was cancelled, or would come too late.
  boolean useful(MailingId id, Instant now) {
    var sql = "select state <> 'CANCELLED' and useful_until > :now from mailing where id = :id";
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /// Turns the uncertain rows of a mailing into what a person knows: sent, or to be sent again.
  @Transactional
  int resolve(MailingId id, DeliveryState to, Instant now) {
    if (to != DeliveryState.SENT && to != DeliveryState.PENDING) {
      throw new IllegalArgumentException("an uncertain row is sent or pending, not " + to);
    }
    var sql =
        """
        update delivery set state = :to, owner = null, due_at = :now, answered_at = :now
        where mailing_id = :id and state = 'UNCERTAIN'
        """;
    var rows =
        jdbc.sql(sql)
            .param("to", to.name())
            .param("now", now.atOffset(UTC))
            .param("id", id.value())
            .update();
    if (rows > 0 && to == DeliveryState.PENDING) {
      move(id, MailingState.SENDING, null);
    }
    return rows;
  }
}
