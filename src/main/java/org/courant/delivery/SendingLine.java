package org.courant.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.courant.smtp.Relays;
import org.courant.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection's work: take a block, and window by window mark it, send it, and record it with
/// the next mark.
final class SendingLine implements Runnable {
  /// Results wait this long for a next window to be recorded with.
  private static final Duration RESULTS_WAIT = Duration.ofMillis(200);

  /// A connection without work is closed after this long.
  private static final Duration IDLE = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LAST_TRIES = 5;
  private static final Logger log = LoggerFactory.getLogger(SendingLine.class);

  /// What all lines of a node share.
  ///
  /// @param window how many rows a line has in transit at most
  record Shared(
      int node,
      Desk desk,
      Claims claims,
      Transits transits,
      Dispatch dispatch,
      Relays relays,
      Clock clock,
      int window) {}

  private final Shared shared;
  private final LineConnection connection;
  private @Nullable ClaimedBlock block;
  private @Nullable Account account;

  SendingLine(Shared shared) {
    this.shared = shared;
    this.connection = new LineConnection(shared.relays(), shared.desk(), shared.claims());
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
      giveBack();
      settle();
      connection.close();
    }
  }

  /// The edge of one window: what goes wrong in it does not end the line.
  private void turn() {
    try {
      if (block == null) {
        block = shared.desk().take(account == null ? IDLE : RESULTS_WAIT);
      }
      if (block == null) {
        rest();
      } else {
        work(block);
      }
    } catch (RuntimeException problem) {
      log.error("A window was left; what is claimed will lapse", problem);
      block = null;
      connection.close();
    }
  }

  private void rest() {
    if (account == null) {
      connection.close();
    }
    settle();
  }

  private void work(ClaimedBlock from) {
    if (from.exhausted() || connection.open().isEmpty()) {
      giveBack();
      settle();
      return;
    }
    var window = from.window(shared.window());
    var marked = exchange(from, window);
    if (marked.isEmpty()) {
      // The claim is lost, the mailing waits, or all of them left: whoever claims it next sees.
      giveBack();
      return;
    }
    var results = sent(marked);
    var last = from.exhausted() || shared.desk().closed() || connection.closed();
    account = new Account(from.mark(), results, last);
    block = last ? null : from;
  }

  /// Every row of a window in transit gets its result, whatever happens.
  private List<Result> sent(List<Recipient> marked) {
    var results = new ArrayList<Result>(marked.size());
    var going = true;
    for (var row : marked) {
      var open =
          going && !shared.desk().closed() ? connection.open() : Optional.<SmtpConnection>empty();
      going = open.isPresent();
      if (open.isPresent()) {
        going = send(row, open.get(), results);
      } else {
        results.add(unsent(row));
      }
    }
    return results;
  }

  /// False when the connection failed: the rest of the window is not tried on it.
  private boolean send(Recipient row, SmtpConnection open, List<Result> results) {
    try {
      var outcome = shared.dispatch().send(row, open, now());
      results.add(outcome.result());
      if (outcome.trouble() != null) {
        connection.failed(outcome.trouble());
        return false;
      }
      if (outcome.result().state() == DeliveryState.SENT) {
        shared.desk().fine();
      }
      return true;
    } catch (RuntimeException problem) {
      log.error("Whether the message of delivery {} left is not known", row.id(), problem);
      results.add(Result.unknown(row, "the sending failed: " + problem));
      connection.close();
      return false;
    }
  }

  /// A row that was marked but not begun is due again: at once when this node ends, else soon.
  private Result unsent(Recipient row) {
    var due = shared.desk().closed() ? now() : now().plus(SOON);
    return Result.unsent(row, "not sent: the connection ended", due);
  }

  /// The block goes back with what is recorded next.
  private void giveBack() {
    if (block == null) {
      return;
    }
    settle();
    account = new Account(block.mark(), List.of(), true);
    block = null;
  }

  /// Records what was sent and marks what is next. If nobody knows whether that was committed,
  /// nothing is sent, and both are written until they stand.
  private List<Recipient> exchange(ClaimedBlock from, List<Recipient> window) {
    try {
      var ids =
          new HashSet<>(
              shared.transits().exchange(shared.node(), account, from.mark(), window, now()));
      account = null;
      return window.stream().filter(row -> ids.contains(row.id())).toList();
    } catch (RuntimeException problem) {
      log.warn("A mark may or may not stand, so nothing is sent on it: {}", problem.getMessage());
      settle();
      var why = "not sent: the database was away";
      var unsent = window.stream().map(row -> Result.unsent(row, why, now())).toList();
      account = new Account(from.mark(), unsent, true);
      block = null;
      settle();
      shared.desk().wake();
      return List.of();
    }
  }

  private void settle() {
    var known = account;
    if (known != null) {
      keepTrying(() -> shared.transits().settle(shared.node(), known, now()));
      account = null;
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
