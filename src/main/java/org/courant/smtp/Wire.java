package org.courant.smtp;

/// One conversation with a relay, for one thread and many messages.
interface Wire extends AutoCloseable {
  /// Hands over one whole message with CRLF line ends. Never throws for what the other side does.
  Answer exchange(Envelope envelope, byte[] message);

  /// True when nothing more can be sent on it.
  boolean ended();

  /// True when the other side is still there; asked after a rest.
  boolean answers();

  /// What was said about the last message, and before the first; without secrets and content.
  String transcript();

  @Override
  void close();
}
