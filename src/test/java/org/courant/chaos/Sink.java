package org.courant.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An SMTP server that keeps a record of what it received, misbehaves by plan, and says when a
/// moment of the plan has come.
final class Sink implements AutoCloseable {
  /// What is done at a moment.
  interface Acts {
    /// False when it cannot be done to this server; then the next message will do.
    ///
    /// @param server the name that the server gives itself
    boolean done(Moment.Act act, String server);
  }

  private final ServerSocket listening;
  private final Receipts receipts;
  private final Map<Integer, Mischief> mischiefs;
  private final Deque<Moment> moments;
  private final Acts acts;
  private final AtomicInteger offered = new AtomicInteger();
  private final AtomicInteger misdirected = new AtomicInteger();
  private final Map<Mischief, Integer> did =
      Collections.synchronizedMap(new EnumMap<>(Mischief.class));
  private volatile long takesNanos;
  private boolean waiting;

  Sink(Plan plan, Path record, Acts acts) throws IOException {
    this.receipts = new Receipts(record);
    this.mischiefs = plan.mischiefs();
    this.moments = new ArrayDeque<>(plan.moments());
    this.acts = acts;
    this.takesNanos = plan.takes().toNanos();
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("sink").start(this::listen);
  }

  int port() {
    return listening.getLocalPort();
  }

  Receipts receipts() {
    return receipts;
  }

  /// How often each mischief was done.
  Map<Mischief, Integer> did() {
    return did;
  }

  /// How many messages named another reader in their head than in the envelope.
  int misdirected() {
    return misdirected.get();
  }

  /// From now on each message takes this long.
  void take(Duration each) {
    takesNanos = each.toNanos();
  }

  long takesNanos() {
    return takesNanos;
  }

  /// As long as this is so, no moment comes.
  synchronized void wait(boolean so) {
    waiting = so;
  }

  synchronized int momentsLeft() {
    return moments.size();
  }

  Mischief next() {
    return mischiefs.getOrDefault(offered.incrementAndGet(), Mischief.NONE);
  }

  void does(Mischief mischief) {
    did.merge(mischief, 1, Integer::sum);
  }

  void receive(String address, boolean named) throws IOException {
    receipts.add(address);
    if (!named) {
      misdirected.incrementAndGet();
    }
  }

  /// Says where a message is, which may be the end of the server that sends it.
  synchronized void reached(Moment.At at, String server) {
    var next = moments.peek();
    if (waiting || next == null || next.at() != at || receipts.count() < next.received()) {
      return;
    }
    if (acts.done(next.act(), server)) {
      moments.remove();
    }
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        var socket = listening.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException problem) {
        if (!listening.isClosed()) {
          throw new UncheckedIOException(problem);
        }
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new SinkTalk(this, socket).run();
    } catch (IOException _) {
      // The other side hung up, or was killed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    receipts.close();
  }
}
