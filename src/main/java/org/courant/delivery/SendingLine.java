package org.courant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.courant.database.Persistence;
import org.courant.pacing.Choice;
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

  /// A line waits no longer for its share of a rate before it asks again.
  private static final Duration DRY = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(SendingLine.class);

  private final Sending.Shared shared;
  private final LineConnection connection;
  private @Nullable ClaimedBlock block;
  private @Nullable Account account;
  private @Nullable Instant drySince;

  SendingLine(Sending.Shared shared) {
    this.shared = shared;
    this.connection =
        new LineConnection(
            shared.relays(), shared.outage(), shared.claims(), r -> shared.pace().takes(r, now()));
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
      if (block != null && !block.urgent() && shared.desk().urgent()) {
        putBack(block);
      }
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

  /// The block's last window must be recorded before another line marks its next.
  private void putBack(ClaimedBlock from) {
    settle();
    if (shared.desk().putBack(from)) {
      block = null;
    }
  }

  private void rest() {
    if (account == null) {
      connection.close();
    }
    settle();
  }

  private void work(ClaimedBlock from) {
    var open = from.exhausted() ? Optional.<SmtpConnection>empty() : connection.open();
    if (open.isEmpty()) {
      giveBack();
      settle();
      connection.rest();
      return;
    }
    var relay = open.get().relay();
    var window = shared.settings().window();
    var choice = shared.pace().choose(from.ahead(), Recipient::domain, window, relay, now());
    if (choice.dryUntil() != null) {
      dry(from, choice.dryUntil());
      return;
    }
    drySince = null;
    try {
      work(from, choice, relay);
    } finally {
      shared.pace().over(choice, now());
    }
  }

  private void work(ClaimedBlock from, Choice<Recipient> choice, String relay) {
    var window = from.window(choice);
    if (window.isEmpty()) {
      return;
    }
    var marked = exchange(from, window);
    if (marked.isEmpty()) {
      // The claim is lost, the mailing waits, or all of them left: whoever claims it next sees.
      giveBack();
      return;
    }
    var results = sent(marked, choice, relay);
    var last = from.exhausted() || shared.desk().closed() || connection.closed();
    if (last) {
      stayBehind(from);
    }
    account = new Account(from.mark(), results, last);
    block = last ? null : from;
  }

  /// Nothing may leave to anybody until then. The claim is given back long before it lapses.
  private void dry(ClaimedBlock from, Instant until) {
    settle();
    var now = now();
    drySince = drySince == null ? now : drySince;
    if (now.isAfter(drySince.plus(shared.settings().lease().dividedBy(3)))) {
      drySince = null;
      from.putOff(now.plus(DRY));
      giveBack();
      return;
    }
    var wait = Duration.between(now, until).plusMillis(1);
    shared.desk().idle(wait.compareTo(DRY) > 0 ? DRY : wait);
  }

  /// Every row of a window in transit gets its result, whatever happens.
  private List<Result> sent(List<Recipient> marked, Choice<Recipient> choice, String relay) {
    var results = new ArrayList<Result>(marked.size());
    var going = true;
    for (var row : marked) {
      var open =
          going && !shared.desk().closed() ? connection.open() : Optional.<SmtpConnection>empty();
      // What was granted for one relay is not for another.
      going = open.isPresent() && (shared.pace().free() || open.get().relay().equals(relay));
      if (going) {
        going = send(row, open.get(), choice, results);
      } else {
        // It was marked but not begun: it is due at once when this node ends, else soon.
        var due = shared.desk().closed() ? now() : now().plus(shared.settings().soon());
        results.add(Result.unsent(row, "not sent: the connection ended", due));
      }
    }
    return results;
  }

  /// False when the connection failed: the rest of the window is not tried on it.
  private boolean send(
      Recipient row, SmtpConnection open, Choice<Recipient> choice, List<Result> results) {
    try {
      var outcome = shared.dispatch().send(row, open, shared.pace(), choice, now());
      results.add(outcome.result());
      if (outcome.trouble() != null) {
        connection.failed(outcome.trouble());
        return false;
      }
      if (outcome.result().state() == DeliveryState.SENT) {
        shared.outage().fine();
      }
      return true;
    } catch (RuntimeException problem) {
      log.error("Whether the message of delivery {} left is not known", row.id(), problem);
      results.add(Result.unknown(row, "the sending failed: " + problem));
      connection.close();
      return false;
    }
  }

  /// The block goes back with what is recorded next.
  private void giveBack() {
    if (block == null) {
      return;
    }
    settle();
    stayBehind(block);
    account = new Account(block.mark(), List.of(), true);
    block = null;
  }

  private void stayBehind(ClaimedBlock from) {
    shared.claims().stayBehind(shared.node(), from.mark(), from.later(shared.pace(), now()));
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
    if (known == null) {
      return;
    }
    try {
      Persistence.keepTrying(
          () -> shared.transits().settle(shared.node(), known, now()), shared.desk()::closed);
    } catch (RuntimeException problem) {
      log.error("Results could not be recorded; their rows will be uncertain", problem);
    }
    account = null;
  }

  private Instant now() {
    return shared.clock().instant();
  }
}
