package org.courant.smtp;

/// How far an exchange with a relay had come (RFC 5321 section 3.3).
public enum Stage {
  CONNECT,
  GREETING,
  MAIL,
  RCPT,
  /// From the DATA command to the last byte before the final dot.
  DATA,
  /// The final dot left this side; from here on only the relay's answer tells what became of it.
  FINAL_DOT
}
