package org.courant.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.courant.pacing.Pace;
import org.courant.smtp.Admission;
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
  private final Pace pace;
  private final Admission admission;
  private @Nullable SmtpConnection connection;
  private boolean surplus;

  LineConnection(Sending.Shared shared) {
    this.relays = shared.relays();
    this.outage = shared.outage();
    this.claims = shared.claims();
    this.pace = shared.pace();
    this.admission = pace.admission(shared.clock());
  }

  /// A usable connection for a window, to a relay that may have it; empty when there is none to be
  /// had.
  Optional<SmtpConnection> open(Instant now) {
    return connection != null && pace.keeps(connection.relay(), now) ? within() : anew();
  }

  /// The connection within a window: what may leave was settled before.
  Optional<SmtpConnection> within() {
    return connection != null && connection.usable() ? Optional.of(connection) : anew();
  }

  private Optional<SmtpConnection> anew() {
    close();
    try {
      connection = relays.connect(admission);
      outage.reached();
      return Optional.of(connection);
    } catch (RelayUnavailable problem) {
      surplus = problem.busy();
      if (!surplus) {
        var why = String.valueOf(problem.getMessage());
        tell(outage.unavailable(problem), why);
      }
      return Optional.empty();
    }
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

  /// Where another relay works, that one has the next message.
  void failed(String why) {
    var relay = connection == null ? "" : connection.relay();
    close();
    if (!relays.another(relay)) {
      var told = relay + ": " + why;
      tell(outage.trouble(told), told);
    }
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
