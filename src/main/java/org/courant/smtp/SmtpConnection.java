package org.courant.smtp;

import java.util.concurrent.TimeUnit;

/// An open, signed-in connection to a relay, for one thread and many messages.
public final class SmtpConnection implements AutoCloseable {
  /// After a rest as long as this the relay is asked whether it is still there: what it closed
  /// meanwhile would cost a message a try.
  private static final long REST = TimeUnit.SECONDS.toNanos(10);

  private final Wire wire;
  private final RelayLine line;
  private final Admission admission;
  private final int most;
  private final long rest;
  private int sent;
  private boolean closed;
  private long lastUsed = System.nanoTime();
  private long nanos;

  SmtpConnection(Wire wire, RelayLine line, Admission admission, int most) {
    this(wire, line, admission, most, REST);
  }

  SmtpConnection(Wire wire, RelayLine line, Admission admission, int most, long rest) {
    this.wire = wire;
    this.line = line;
    this.admission = admission;
    this.most = most;
    this.rest = rest;
  }

  /// Sends one whole message with CRLF line ends, and tells what became of it. Never throws for
  /// what the relay or the network does.
  public Answer send(Envelope envelope, byte[] message) {
    var begun = System.nanoTime();
    var answer = wire.exchange(envelope, message);
    line.answered(answer, sent == 0);
    sent++;
    lastUsed = System.nanoTime();
    nanos = lastUsed - begun;
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

  /// How long the last message took, from the first command to the answer.
  public long nanos() {
    return nanos;
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
      admission.left(line.name());
    }
  }
}
