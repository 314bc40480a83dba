package org.courant.smtp;

import java.util.concurrent.TimeUnit;

/// An open, signed-in connection to a relay, for one thread and many messages.
public final class SmtpConnection implements AutoCloseable {
  /// After a rest as long as this the relay is asked whether it is still there: what it closed
  /// meanwhile would cost a message a try.
  private static final long REST = TimeUnit.SECONDS.toNanos(10);

  private final Wire wire;
  private final RelayLine line;
  private final int most;
  private final long rest;
  private int sent;
  private boolean closed;
  private long lastUsed = System.nanoTime();

  SmtpConnection(Wire wire, RelayLine line, int most) {
    this(wire, line, most, REST);
  }

  SmtpConnection(Wire wire, RelayLine line, int most, long rest) {
    this.wire = wire;
    this.line = line;
    this.most = most;
    this.rest = rest;
  }

  /// Sends one whole message with CRLF line ends, and tells what became of it. Never throws for
  /// what the relay or the network does.
  public Answer send(Envelope envelope, byte[] message) {
    var answer = wire.exchange(envelope, message);
    line.answered(answer, sent == 0);
    sent++;
    lastUsed = System.nanoTime();
    return answer;
  }

  /// False when the relay hung up or the connection has carried its share of messages: open
  /// another.
  public boolean usable() {
    return !closed && !wire.ended() && sent < most && there();
  }

  /// RFC 5321 section 4.1.1.9.
  private boolean there() {
    if (System.nanoTime() - lastUsed < rest) {
      return true;
    }
    lastUsed = System.nanoTime();
    return wire.answers();
  }

  /// The relay's name, as `RelayHealth` has it.
  public String relay() {
    return line.name();
  }

  /// What was said of the last message and at the connection's beginning, some kB at most: never a
  /// password, never a message's content. It names the reader's address, so it goes when that goes.
  public String transcript() {
    return wire.transcript();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      wire.close();
    } finally {
      line.release();
    }
  }
}
