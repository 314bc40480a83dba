package org.courant.smtp;

/// How a connection to a relay is protected. Certificates and names are always verified.
enum Tls {
  NONE,
  /// STARTTLS when the relay offers it (RFC 3207).
  WANTED,
  /// STARTTLS, or no connection.
  REQUIRED,
  /// TLS from the first byte (RFC 8314).
  IMPLICIT
}
