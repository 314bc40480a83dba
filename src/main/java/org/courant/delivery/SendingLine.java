package org.courant.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.courant.smtp.RelayUnavailable;
import org.courant.smtp.Relays;
import org.courant.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// One connection's work: take a window, mark it, send it, and record it with the next mark.
final class SendingLine implements Runnable {
  /// Results wait this long for a next window to be recorded with.
  private static final Duration RESULTS_WAIT = Duration.ofMillis(200);

  /// A connection without work is closed after this long.
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LAST_TRIES = 5;
  private static final Logger log = LoggerFactory.getLogger(SendingLine.class);

  /// What all lines of a node share.
  record Shared(
      int node,
      Desk desk,
      Claims claims,
      Transits transits,
      Dispatch dispatch,
      Relays relays,
      Clock clock) {}

  private final Shared shared;
  private @Nullable SmtpConnection connection;
  private List<Result> results = new ArrayList<>();

  SendingLine(Shared shared) {
    this.shared = shared;
  }

  @Override
  public void run() {
    try {
      while (!shared.desk().closed()) {
        turn();
      }
    } finally {
      // An interrupt ends a conversation with a relay; what it ended with is still recorded.
      Thread.interrupted();
      settle();
      hangUp();
    }
  }

  /// The edge of one window: what goes wrong in it does not end the line.
  private void turn() {
    try {
      var window = shared.desk().take(results.isEmpty() ? IDLE : RESULTS_WAIT);
      if (window.isEmpty()) {
        rest();
      } else {
        work(window);
      }
    } catch (RuntimeException problem) {
      log.error(
          "A window of messages was left; what is claimed will lapse, what is in transit becomes uncertain",
          problem);
      hangUp();
    }
  }

  private void rest() {
    if (results.isEmpty()) {
      hangUp();
    }
    settle();
  }

  private void work(List<Recipient> window) {
    if (!ready()) {
      settle();
      giveBack(window);
      return;
    }
    var ids = exchange(window);
    var marked = window.stream().filter(row -> ids.contains(row.id())).toList();
    for (var i = 0; i < marked.size(); i++) {
      if (shared.desk().closed() || !ready() || !send(marked.get(i))) {
        unsent(marked.subList(results.size(), marked.size()));
        return;
      }
    }
  }

  /// False when the connection failed: the rest of the window is not tried on it.
  private boolean send(Recipient row) {
    if (connection == null) {
      throw new IllegalStateException("nothing is sent without a connection");
    }
    var outcome = shared.dispatch().send(row, connection, now());
    results.add(outcome.result());
    if (outcome.trouble() != null) {
      hangUp();
      trouble(outcome.trouble());
      return false;
    }
    if (outcome.result().state() == DeliveryState.SENT) {
      shared.desk().fine();
    }
    return true;
  }

  /// True with a usable connection, opened if need be.
  private boolean ready() {
    if (connection != null && connection.usable()) {
      return true;
    }
    hangUp();
    try {
      connection = shared.relays().connect();
      return true;
    } catch (RelayUnavailable problem) {
      trouble(String.valueOf(problem.getMessage()));
      return false;
    }
  }

  private void trouble(String why) {
    if (shared.desk().trouble()) {
      log.warn(
          "Sending waits, at most {} s between two tries, and nothing is lost: {}; {}",
          Desk.LONGEST_PAUSE.toSeconds(),
          why,
          waiting());
    }
  }

  private String waiting() {
    try {
      return "messages that wait: " + shared.claims().waiting();
    } catch (DataAccessException problem) {
      return "how many messages wait cannot be counted now: " + problem.getMessage();
    }
  }

  private void hangUp() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /// Rows that were marked but not begun are due again: at once when this node ends, else soon.
  private void unsent(List<Recipient> rows) {
    var due = shared.desk().closed() ? now() : now().plus(SOON);
    rows.forEach(row -> results.add(Result.unsent(row, "not sent: the connection ended", due)));
  }

  private void giveBack(List<Recipient> window) {
    var ids = window.stream().map(Recipient::id).toList();
    keepTrying(() -> shared.claims().release(shared.node(), ids, now()));
  }

  /// Records what was sent and marks what is next. If nobody knows whether that was committed,
  /// nothing is sent, and both are written until they stand.
  private List<Long> exchange(List<Recipient> window) {
    try {
      var marked = shared.transits().exchange(shared.node(), results, window, now());
      results = new ArrayList<>();
      return marked;
    } catch (RuntimeException problem) {
      log.warn("A mark may or may not stand, so nothing is sent on it: {}", problem.getMessage());
      var known = results;
      keepTrying(() -> shared.transits().settle(shared.node(), known, window, now()));
      results = new ArrayList<>();
      return List.of();
    }
  }

  private void settle() {
    if (!results.isEmpty()) {
      var known = results;
      keepTrying(() -> shared.transits().settle(shared.node(), known, now()));
      results = new ArrayList<>();
    }
  }

  /// What is known must be written: the database may be away for a while. At the end of the process
  /// it is tried for a few seconds more; rows left in transit then become uncertain.
  private void keepTrying(Runnable act) {
    var wait = Duration.ofMillis(200);
    for (var tries = 1; ; tries++) {
      try {
        act.run();
        return;
      } catch (RuntimeException problem) {
        if (tries >= LAST_TRIES && shared.desk().closed()) {
          log.error("Results could not be recorded; their rows will be uncertain", problem);
          return;
        }
        LockSupport.parkNanos(wait.toNanos());
        wait = tries < 5 ? wait.multipliedBy(2) : wait;
      }
    }
  }

  private Instant now() {
    return shared.clock().instant();
  }
}
