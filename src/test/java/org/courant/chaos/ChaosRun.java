package org.courant.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.courant.database.CrashingPostgres;

/// One run by plan, from an empty folder to the outcome.
final class ChaosRun implements AutoCloseable {
  private static final int LOOK_MILLIS = 50;
  private static final String BOTH_ON = "fsync on, full_page_writes on, synchronous_commit on";

  private final Plan plan;
  private final CrashingPostgres database;
  private final Ledger ledger;
  private final Sink sink;
  private final Site site;
  private final Fleet fleet;
  private final ExecutorService acting = Executors.newSingleThreadExecutor();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> troubles = Collections.synchronizedList(new ArrayList<>());
  private final Thread end = new Thread(this::discard);

  ChaosRun(Plan plan, Path folder) throws IOException {
    this.plan = plan;
    this.database = new CrashingPostgres(folder.resolve("postgres"), freePort());
    Runtime.getRuntime().addShutdownHook(end);
    this.ledger = new Ledger(database);
    this.sink = new Sink(plan, folder.resolve("received.txt"), this::done);
    this.site = new Site(folder, database, sink.port());
    this.fleet = new Fleet(site);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  Outcome run() throws Exception {
    var from = System.nanoTime();
    durable();
    launch();
    var launched = System.nanoTime();
    watch();
    acting.shutdown();
    if (!acting.awaitTermination(2, TimeUnit.MINUTES) || sink.momentsLeft() > 0) {
      troubles.add("moments that never came: " + sink.momentsLeft());
    }
    fleet.stop();
    notes.add(
        "took %d s, of which %d s from the launch to the last row; a server ended by itself, its database away: %d"
            .formatted(seconds(from), seconds(launched), fleet.revived()));
    return outcome();
  }

  private static long seconds(long from) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - from);
  }

  private void durable() throws SQLException {
    var durability = ledger.durability();
    notes.add("PostgreSQL: " + durability);
    if (!durability.equals(BOTH_ON)) {
      troubles.add("PostgreSQL is not durable: " + durability);
    }
  }

  /// As an operator does it, with two servers, one after the other.
  private void launch() throws IOException, InterruptedException {
    fleet.start("one");
    var readers = site.readers(plan.readers()).toString();
    var pull = site.start("pull");
    site.command("subscribers", "import", readers, "--commit");
    pull.endsWith(0);
    fleet.ready();
    fleet.start("two");
    fleet.ready();
    site.command("campaign", "run", "weekly");
  }

  private void watch() throws InterruptedException {
    var never = new CountDownLatch(1);
    var looks = 0;
    var together = 0;
    for (var until = System.nanoTime() + plan.patience().toNanos(); System.nanoTime() < until; ) {
      fleet.revive();
      var look = ledger.look();
      looks++;
      together += look.isPresent() && look.get().sending() > 1 ? 1 : 0;
      if (look.isPresent() && look.get().state().equals("FINISHED")) {
        notes.add(
            "two servers had messages in transit in %d of %d looks".formatted(together, looks));
        return;
      }
      never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    troubles.add("it never ended: " + ledger.look());
  }

  private Outcome outcome() throws Exception {
    var verify = site.start("verify");
    verify.ends();
    if (sink.misdirected() > 0) {
      troubles.add("messages that name another reader: " + sink.misdirected());
    }
    return new Outcome(
        plan,
        ledger.rows(),
        sink.receipts().byAddress(),
        sink.did(),
        fleet.killed(),
        verify.said(),
        verify.status() == 0,
        notes,
        troubles);
  }

  private boolean done(Moment.Act act, String server) {
    var received = sink.receipts().count();
    return switch (act) {
      case KILL -> {
        var killed = fleet.kill(server);
        if (killed) {
          notes.add("killed %s when the sink had %d".formatted(server, received));
        }
        yield killed;
      }
      case CRASH -> later(() -> crash(received));
      case TERMINATE -> terminate(server);
      case PAUSE -> later(this::pause);
    };
  }

  private interface Doing {
    void run() throws Exception;
  }

  private boolean later(Doing doing) {
    acting.execute(
        () -> {
          try {
            doing.run();
          } catch (Exception | AssertionError problem) {
            troubles.add(problem.toString());
          }
        });
    return true;
  }

  private void crash(int received) throws IOException, InterruptedException {
    database.crash();
    notes.add("PostgreSQL crashed when the sink had %d".formatted(received));
  }

  private boolean terminate(String server) {
    var process = fleet.release(server);
    return process != null
        && later(
            () -> {
              var from = System.nanoTime();
              process.stop();
              var status = process.status();
              notes.add(
                  "%s was told to end, and did after %d s with status %d"
                      .formatted(server, seconds(from), status));
            });
  }

  /// A person's pause holds within two seconds, and so does the end of it.
  private void pause() throws Exception {
    sink.wait(true);
    // Slow until the command has done its work, however long it takes: then a window leaves at
    // once.
    sink.take(Duration.ofSeconds(1));
    fleet.ready();
    var mailing = ledger.mailing();
    site.command("mailing", "pause", mailing);
    var from = System.nanoTime();
    sink.take(plan.takes());
    var never = new CountDownLatch(1);
    never.await(2, TimeUnit.SECONDS);
    var before = sink.receipts().count();
    var last = sink.receipts().lastAt() - from;
    never.await(2, TimeUnit.SECONDS);
    if (sink.receipts().count() != before) {
      troubles.add("a paused mailing was sent two seconds after its pause");
    }
    site.command("mailing", "resume", mailing);
    var resumed = System.nanoTime();
    while (sink.receipts().count() == before && seconds(resumed) < 20) {
      never.await(10, TimeUnit.MILLISECONDS);
    }
    var first = System.nanoTime() - resumed;
    notes.add(
        "paused: the last message came %d ms after the command; resumed: the first was there after %d ms"
            .formatted(TimeUnit.NANOSECONDS.toMillis(last), TimeUnit.NANOSECONDS.toMillis(first)));
    if (first > TimeUnit.SECONDS.toNanos(2)) {
      troubles.add("a resumed mailing did not go on within two seconds");
    }
    sink.wait(false);
  }

  private void discard() {
    fleet.discard();
    database.close();
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(end);
    acting.shutdownNow();
    discard();
    sink.close();
  }
}
