package org.courant.delivery;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.courant.smtp.RelayHealth;
import org.courant.smtp.RelayUnavailable;
import org.courant.smtp.Relays;
import org.courant.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// A line's connection to a relay: opened when it is needed, and opened anew when it ended. What
/// goes wrong with it is told, so that the other lines wait too.
final class LineConnection {
  private static final Logger log = LoggerFactory.getLogger(LineConnection.class);

  private static final long SURPLUS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Relays relays;
  private final Outage outage;
  private final Claims claims;
  private final Predicate<String> wanted;
  private @Nullable SmtpConnection connection;
  private boolean surplus;

  /// @param wanted which relays may have mail now, by name
  LineConnection(Relays relays, Outage outage, Claims claims, Predicate<String> wanted) {
    this.relays = relays;
    this.outage = outage;
    this.claims = claims;
    this.wanted = wanted;
  }

  /// A usable connection to a relay that may have mail today; empty when there is none to be had.
  Optional<SmtpConnection> open() {
    if (connection != null && wanted.test(connection.relay()) && connection.usable()) {
      return Optional.of(connection);
    }
    close();
    try {
      connection = relays.connect(wanted);
      outage.reached();
      return Optional.of(connection);
    } catch (RelayUnavailable problem) {
      surplus = working();
      if (!surplus) {
        var why = String.valueOf(problem.getMessage());
        tell(outage.unreached(problem.rest(), why), why);
      }
      return Optional.empty();
    }
  }

  /// True when other lines have connections to a relay that works, and there is none for this one.
  private boolean working() {
    return relays.health().stream()
        .anyMatch(relay -> relay.state() == RelayHealth.State.UP && relay.open() > 0);
  }

  /// What a line does that is one too many: nothing, for a while.
  void rest() {
    if (surplus) {
      LockSupport.parkNanos(SURPLUS_NANOS);
    }
  }

  boolean closed() {
    return connection == null;
  }

  void failed(String why) {
    close();
    tell(outage.trouble(why), why);
  }

  void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void tell(boolean news, String why) {
    if (news) {
      log.warn(
          "Sending waits, at most {} s between two tries, and nothing is lost: {}; {}",
          Outage.LONGEST_PAUSE.toSeconds(),
          why,
          waiting());
    }
  }

  private String waiting() {
    try {
      return "messages that wait: " + claims.waiting();
    } catch (DataAccessException problem) {
      return "how many messages wait cannot be counted now: " + problem.getMessage();
    }
  }
}
