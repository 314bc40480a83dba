package org.courant.delivery;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ObjDoubleConsumer;
import java.util.regex.Pattern;

/// Debian's `smtp-sink`, started anew for each run; what counts is its own count of messages.
final class BenchSink {
  private static final Pattern COUNT = Pattern.compile("mesg=(\\d+)");
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(15);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int TENTHS = 10;

  private final int port;

  BenchSink(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  /// What hands over messages, and may return before the last has arrived.
  @FunctionalInterface
  interface Act {
    void run() throws Exception;
  }

  /// Messages a second between the first and the last, and in each tenth.
  record Seen(double rate, List<Double> tenths) {
    double first() {
      return tenths.getFirst();
    }

    double last() {
      return tenths.getLast();
    }
  }

  Seen measure(int messages, Act act) throws Exception {
    return measure(messages, act, (_, _) -> {});
  }

  /// @param each is told the number of each tenth that is over, and its messages a second
  Seen measure(int messages, Act act, ObjDoubleConsumer<Integer> each) throws Exception {
    var counts = File.createTempFile("smtp-sink", ".count");
    var command =
        new ProcessBuilder("smtp-sink", "-u", "nobody", "-c", "127.0.0.1:" + port, "1000");
    if (!"root".equals(System.getProperty("user.name"))) {
      command.command().subList(1, 3).clear();
    }
    var process =
        command.redirectOutput(counts).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var look = new RandomAccessFile(counts, "r")) {
      awaitOpen();
      var watching = Thread.ofPlatform().start(() -> act(act));
      var seen = watch(look, messages, each);
      watching.join();
      return seen;
    } finally {
      process.destroy();
      process.waitFor();
      if (!counts.delete()) {
        System.err.println("left behind: " + counts);
      }
    }
  }

  private static void act(Act act) {
    try {
      act.run();
    } catch (Exception problem) {
      throw new IllegalStateException(problem);
    }
  }

  private static Seen watch(RandomAccessFile look, int messages, ObjDoubleConsumer<Integer> each)
      throws IOException {
    var until = System.nanoTime() + PATIENCE_NANOS;
    // The first message, and the end of each tenth.
    var marks = new ArrayList<Mark>();
    var tenths = new ArrayList<Double>();
    while (System.nanoTime() < until) {
      var now = new Mark(count(look), System.nanoTime());
      while (tenths.size() < TENTHS
          && now.count() >= Math.max(1L, (long) messages * marks.size() / TENTHS)) {
        if (!marks.isEmpty()) {
          tenths.add(marks.getLast().rate(now));
          each.accept(tenths.size(), tenths.getLast());
        }
        marks.add(now);
      }
      if (tenths.size() == TENTHS) {
        return new Seen(marks.getFirst().rate(now), List.copyOf(tenths));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new IllegalStateException("the sink saw only %d messages".formatted(count(look)));
  }

  private record Mark(long count, long nanos) {
    double rate(Mark later) {
      return (later.count - count) * 1e9 / Math.max(1, later.nanos - nanos);
    }
  }

  /// The sink writes its count again and again on one line; the last stands at the end.
  private static long count(RandomAccessFile look) throws IOException {
    var from = Math.max(0, look.length() - 120);
    look.seek(from);
    var bytes = new byte[120];
    var read = look.read(bytes);
    var text = read <= 0 ? "" : new String(bytes, 0, read, StandardCharsets.US_ASCII);
    var matcher = COUNT.matcher(text.substring(0, text.lastIndexOf('\r') + 1));
    var count = 0L;
    while (matcher.find()) {
      count = Long.parseLong(matcher.group(1));
    }
    return count;
  }

  private void awaitOpen() {
    for (var tries = 0; tries < 500; tries++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException _) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    throw new IllegalStateException("smtp-sink does not listen on port " + port);
  }
}
