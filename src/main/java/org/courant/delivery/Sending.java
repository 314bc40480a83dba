package org.courant.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.courant.database.Hearing;
import org.courant.node.Node;
import org.courant.pacing.Pace;
import org.courant.pacing.Share;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's sending from start to stop: one thread that claims blocks with due rows, and a line
/// for each of the relay's connections.
final class Sending implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(5);

  /// How long messages under way may take to end by themselves when the process is told to end.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(Sending.class);

  /// The parts that a node sends with.
  record Parts(
      DataSource database,
      Claims claims,
      Transits transits,
      Dispatch dispatch,
      MailingStates states,
      Upkeep upkeep,
      Relays relays,
      Clock clock,
      DeliverySettings settings) {}

  /// What all lines of a node share.
  record Shared(
      int node,
      Desk desk,
      Outage outage,
      Claims claims,
      Transits transits,
      Dispatch dispatch,
      Relays relays,
      Pace pace,
      Clock clock,
      DeliverySettings.Delivery settings) {}

  private final Parts parts;
  private final Node node;
  private final Outage outage;
  private final Desk desk;
  private final Pace pace;
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Long lastLook;
  private @Nullable Long lastUpkeep;

  private Sending(Parts parts, Node node) {
    this.parts = parts;
    this.node = node;
    var relaysDown = parts.settings().breaker().relaysDown();
    this.outage = new Outage(parts.states(), parts.relays(), relaysDown);
    this.desk = new Desk(parts.relays().connections(), outage);
    this.pace = parts.dispatch().pace();
  }

  /// Joins as a node and begins.
  static Sending start(Parts parts) {
    try {
      var sending = new Sending(parts, Node.join(parts.database()));
      sending.outage.begin();
      sending.begin();
      return sending;
    } catch (SQLException problem) {
      throw new IllegalStateException("The sender cannot join the database", problem);
    }
  }

  int node() {
    return node.id();
  }

  private void begin() {
    threads.add(Thread.ofVirtual().name("claims").start(this::claim));
    var releases =
        new Hearing(parts.database(), MailingStates.CHANNEL, desk::wake, LOOK, desk::closed);
    threads.add(Thread.ofVirtual().name("releases").start(releases));
    var shared =
        new Shared(
            node.id(),
            desk,
            outage,
            parts.claims(),
            parts.transits(),
            parts.dispatch(),
            parts.relays(),
            pace,
            parts.clock(),
            parts.settings().delivery());
    for (var i = 0; i < parts.relays().connections(); i++) {
      threads.add(Thread.ofVirtual().name("line-" + i).start(new SendingLine(shared)));
    }
  }

  private void claim() {
    do {
      try {
        maintain();
        while (claimed()) {
          maintain();
        }
      } catch (RuntimeException problem) {
        log.warn("Nothing can be claimed now: {}", problem.getMessage());
      }
    } while (desk.await(POLL));
  }

  private void maintain() {
    if (pace.look(this::share, parts.relays()::health, parts.clock().instant())) {
      parts.states().lookAgain();
    }
    var nanos = System.nanoTime();
    if (lastLook == null || nanos - lastLook >= POLL.toNanos()) {
      lastLook = nanos;
      parts.upkeep().judge();
    }
    if (lastUpkeep != null && nanos - lastUpkeep < UPKEEP_NANOS) {
      return;
    }
    if (node.alive()) {
      lastUpkeep = nanos;
      upkeep();
      outage.look(node, pace.admission(parts.clock()));
    }
  }

  /// What cannot be put right now must not keep others from their mail.
  private void upkeep() {
    try {
      parts.upkeep().run(parts.clock().instant());
      pace.tell(parts.clock().instant());
    } catch (RuntimeException problem) {
      log.warn("Not all can be put right now; it is tried again: {}", problem.getMessage());
    }
  }

  private Share share() {
    try {
      var living = node.living();
      var place = living.indexOf(node.id());
      return place < 0 ? Share.ALONE : new Share(place, living.size());
    } catch (SQLException problem) {
      throw new IllegalStateException("Who else sends cannot be seen", problem);
    }
  }

  /// Some blocks for the lines, from all open mailings in turn; urgent ones whatever is there
  /// already. False when there was nothing due, or nothing is wanted or could be sent.
  private boolean claimed() {
    if (!desk.wantingUrgent() || pace.idle()) {
      return false;
    }
    var open = parts.claims().open();
    var lines = parts.relays().connections();
    var urgent = open.stream().filter(Claims.Open::urgent).map(o -> claim(o, lines)).toList();
    var any = lay(urgent);
    if (!desk.wanting()) {
      return any;
    }
    var issues = open.stream().filter(o -> !o.urgent()).toList();
    var each = issues.isEmpty() ? 0 : Math.ceilDiv(lines, issues.size());
    return lay(issues.stream().map(o -> claim(o, each)).toList()) || any;
  }

  private List<ClaimedBlock> claim(Claims.Open from, int most) {
    var now = parts.clock().instant();
    var lease = now.plus(parts.settings().delivery().lease());
    return parts.claims().claim(from.mailing(), node.id(), most, now, lease);
  }

  /// One block of each mailing, then the next of each: however many one has, the others' are not
  /// behind all of them.
  private boolean lay(List<List<ClaimedBlock>> claimed) {
    var most = claimed.stream().mapToInt(List::size).max().orElse(0);
    var mixed = new ArrayList<ClaimedBlock>();
    for (var i = 0; i < most; i++) {
      for (var blocks : claimed) {
        if (i < blocks.size()) {
          mixed.add(blocks.get(i));
        }
      }
    }
    giveBack(desk.put(mixed));
    return most > 0;
  }

  private void giveBack(List<ClaimedBlock> blocks) {
    if (!blocks.isEmpty()) {
      parts.claims().release(node.id(), blocks);
    }
  }

  /// Lets the messages under way end, records them, gives back the rest and leaves.
  @Override
  public void close() {
    try {
      giveBack(desk.close());
    } catch (RuntimeException problem) {
      log.warn("Claimed rows could not be given back; their lease will lapse", problem);
    }
    var until = System.nanoTime() + GRACE.toNanos();
    join(Duration.ofNanos(until - System.nanoTime()));
    threads.stream().filter(Thread::isAlive).forEach(Thread::interrupt);
    join(Duration.ofSeconds(5));
    tell();
    node.close();
  }

  private void tell() {
    try {
      parts.upkeep().judge();
      parts.upkeep().tell();
      pace.tell(parts.clock().instant());
      pace.end();
    } catch (RuntimeException problem) {
      log.warn("What relays refused lately cannot be told: {}", problem.getMessage());
    }
  }

  private void join(Duration most) {
    var until = System.nanoTime() + most.toNanos();
    try {
      for (var thread : threads) {
        var left = Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
        if (!thread.join(left)) {
          log.debug("{} still works", thread.getName());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
