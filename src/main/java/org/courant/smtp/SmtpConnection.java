package org.courant.smtp;

import jakarta.mail.MessagingException;

/// An open, signed-in connection to a relay, for one thread and many messages.
public final class SmtpConnection implements AutoCloseable {
  private final RelayTransport transport;
  private final int most;
  private final Runnable atClose;
  private int sent;
  private boolean closed;

  SmtpConnection(RelayTransport transport, int most, Runnable atClose) {
    this.transport = transport;
    this.most = most;
    this.atClose = atClose;
  }

  /// Sends one whole message with CRLF line ends, and tells what became of it. Never throws for
  /// what the relay or the network does.
  public Answer send(Envelope envelope, byte[] message) {
    sent++;
    return transport.exchange(envelope, message);
  }

  /// False when the relay hung up or the connection has carried its share of messages: open
  /// another.
  public boolean usable() {
    return !closed && !transport.ended() && sent < most;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      transport.close();
    } catch (MessagingException _) {
      // It is over either way, and every message on it has had its answer.
    } finally {
      atClose.run();
    }
  }
}
