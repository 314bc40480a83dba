package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Moves mailings from state to state, and ends what has ended.
@Repository
public class MailingStates {
  static final String NO_RELAY = "no relay is configured";

  /// How the reason begins for which a mailing waits by itself, and goes on by itself.
  private static final String CUT_OFF = "no relay takes mail now: ";

  /// The channel on which a mailing that goes is told.
  static final String CHANNEL = "courant_mailing";

  private static final Logger log = LoggerFactory.getLogger(MailingStates.class);

  private final JdbcClient jdbc;
  private final Blocks blocks;

  MailingStates(JdbcClient jdbc, Blocks blocks) {
    this.jdbc = jdbc;
    this.blocks = blocks;
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

  /// As `move` to PAUSED, but single mails go on: a standing mailing waits only for a person.
  boolean pauseIssue(MailingId id, String reason) {
    var sql =
        """
        update mailing set state = 'PAUSED', reason = :reason
        where id = :id and state = 'SENDING' and not standing
        """;
    return jdbc.sql(sql).param("reason", reason).param("id", id.value()).update() == 1;
  }

  String name(MailingId id) {
    return jdbc.sql("select name from mailing where id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /// Every process that sends looks at once, when the caller's transaction stands.
  void tell() {
    jdbc.sql("select pg_notify(:channel, '')").param("channel", CHANNEL).query(_ -> {});
  }

  /// Ends a mailing at once, for every node: what is not in transit when this stands is not sent.
  boolean cancel(MailingId id, String reason, Instant now) {
    if (!move(id, MailingState.CANCELLED, reason)) {
      return false;
    }
    blocks.cancel(id, now);
    return true;
  }

  /// Ends mailings of which nothing is left to do, and returns their names; a paused one waits for
  /// its person until it is late.
  List<String> finish(Instant now) {
    return finish("true", Map.of(), now);
  }

  /// The same for the mailing of a block that was given back. It is asked when that stands: of two
  /// who give back the last two blocks at once, the later one sees both.
  List<String> finish(long block, Instant now) {
    return finish(
        "m.id = (select mailing_id from delivery_block where first_id = :block)",
        Map.of("block", block),
        now);
  }

  private List<String> finish(String which, Map<String, ?> values, Instant now) {
    var sql =
        """
        update mailing m set state = 'FINISHED'
        where %s and (m.state in ('SENDING', 'HELD') or m.state = 'PAUSED' and m.useful_until <= :now)
          and not m.standing and not exists (
          select from delivery_block b
          where b.mailing_id = m.id and (b.due_at is not null or b.owner is not null))
        returning m.name
        """
            .formatted(which);
    var names =
        jdbc.sql(sql)
            .params(values)
            .param("now", now.atOffset(UTC))
            .query((rs, _) -> requireNonNull(rs.getString(1)))
            .list();
    names.forEach(name -> log.info("Mailing {} is finished", name));
    return names;
  }

  /// Stops a mailing under way; every node sees it at its next mark. False when it is not.
  public boolean pause(MailingId id, String reason) {
    return move(id, MailingState.PAUSED, reason);
  }

  /// True when it was paused or held. What relays said of it before counts no more; if nothing is
  /// left of it, it is finished.
  @Transactional
  public boolean resume(MailingId id, Instant now) {
    var sql =
        """
        update mailing set state = 'SENDING', reason = null where id = :id and state in ('PAUSED', 'HELD')
        """;
    var moved = jdbc.sql(sql).param("id", id.value()).update() == 1;
    if (moved) {
      forgetTally(id);
      finish("m.id = :id", Map.of("id", id.value()), now);
    }
    tell();
    return moved;
  }

  void forgetTally(MailingId id) {
    jdbc.sql("delete from mailing_tally where mailing_id = :id").param("id", id.value()).update();
  }

  /// A finished mailing of which a row is to be sent after all: its owner only seemed dead.
  int reopen() {
    var sql =
        """
        update mailing m set state = 'SENDING'
        where m.state = 'FINISHED' and exists (
          select from delivery_block b where b.mailing_id = m.id and b.due_at is not null)
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

  /// Holds all mailings under way when none of the nodes that live reaches a relay; returns how
  /// many.
  int cutOff(String why) {
    var sql =
        """
        update mailing set state = 'HELD', reason = :reason where state = 'SENDING' and %s
        """
            .formatted(Node.ALL_CUT_OFF);
    return jdbc.sql(sql).param("reason", CUT_OFF + why).update();
  }

  /// True when mailings wait for a relay to take mail.
  boolean anyCutOff() {
    var sql =
        "select exists (select from mailing where state = 'HELD' and starts_with(reason, :begin))";
    return jdbc.sql(sql).param("begin", CUT_OFF).query(Boolean.class).single();
  }

  /// A relay takes mail: lets go what waited for it, on every node.
  int reached() {
    var sql =
        """
        update mailing set state = 'SENDING', reason = null
        where state = 'HELD' and starts_with(reason, :begin)
        """;
    var gone = jdbc.sql(sql).param("begin", CUT_OFF).update();
    tell();
    return gone;
  }

  /// Every node looks at once at what was put off for its domains' sake.
  void lookAgain() {
    blocks.lookAgain();
    tell();
  }

  boolean standing(MailingId id) {
    return jdbc.sql("select standing from mailing where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /// False once nothing of a mailing may leave any more: it was cancelled, or would come too late.
  public boolean useful(MailingId id, Instant now) {
    var sql = "select state <> 'CANCELLED' and useful_until > :now from mailing where id = :id";
    return jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /// Turns the uncertain rows of a mailing into what a person knows: sent, or to be sent again.
  ///
  /// @param to SENT or PENDING
  @Transactional
  public int resolve(MailingId id, DeliveryState to, Instant now) {
    if (to != DeliveryState.SENT && to != DeliveryState.PENDING) {
      throw new IllegalArgumentException("an uncertain row is sent or pending, not " + to);
    }
    var rows = blocks.resolve(id, to, now);
    if (rows > 0 && to == DeliveryState.PENDING) {
      // What is paused waits for the person who lets it go on.
      reopen();
      tell();
    }
    return rows;
  }
}
