package org.courant.delivery;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This node's sending from start to stop: one thread that claims blocks with due rows, and a line
/// for each of the relay's connections.
final class Sending implements AutoCloseable {
  private static final Duration POLL = Duration.ofSeconds(1);
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
      Upkeep upkeep,
      Relays relays,
      Clock clock,
      DeliverySettings settings) {}

  private final Parts parts;
  private final Node node;
  private final Desk desk;
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Long lastUpkeep;

  private Sending(Parts parts, Node node) {
    this.parts = parts;
    this.node = node;
    this.desk = new Desk(parts.relays().connections());
  }

  /// Joins as a node and begins.
  static Sending start(Parts parts) {
    try {
      var sending = new Sending(parts, Node.join(parts.database()));
      parts.upkeep().relayed(parts.relays().configured());
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
    threads.add(
        Thread.ofVirtual().name("releases").start(new ReleaseListener(parts.database(), desk)));
    var shared =
        new SendingLine.Shared(
            node.id(),
            desk,
            parts.claims(),
            parts.transits(),
            parts.dispatch(),
            parts.relays(),
            parts.clock(),
            parts.settings().delivery().window());
    for (var i = 0; i < parts.relays().connections(); i++) {
      threads.add(Thread.ofVirtual().name("line-" + i).start(new SendingLine(shared)));
    }
  }

  private void claim() {
    do {
      try {
        maintain();
        while (desk.wanting() && claimed()) {
          maintain();
        }
      } catch (RuntimeException problem) {
        log.warn("Nothing can be claimed now: {}", problem.getMessage());
      }
    } while (desk.await(POLL));
  }

  private void maintain() {
    var nanos = System.nanoTime();
    if (lastUpkeep != null && nanos - lastUpkeep < UPKEEP_NANOS) {
      return;
    }
    if (node.alive()) {
      parts.upkeep().run(parts.clock().instant());
      lastUpkeep = nanos;
    }
  }

  /// A block for each line of every open mailing, in turn; false when there was nothing due.
  private boolean claimed() {
    var lease = parts.settings().delivery().lease();
    var any = false;
    for (var mailing : parts.claims().open()) {
      var now = parts.clock().instant();
      var blocks =
          parts
              .claims()
              .claim(mailing, node.id(), parts.relays().connections(), now, now.plus(lease));
      any |= !blocks.isEmpty();
      giveBack(desk.put(blocks));
    }
    return any;
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
      parts.upkeep().tell();
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
