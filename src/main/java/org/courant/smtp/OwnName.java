package org.courant.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// The name that is given to relays where the settings give none (RFC 5321 section 4.1.1.1).
final class OwnName {
  private static final String NONE = "localhost";

  private OwnName() {}

  static String ofThisHost() {
    try {
      var name = InetAddress.getLocalHost().getCanonicalHostName();
      return name.matches("[A-Za-z0-9.-]+") ? name : NONE;
    } catch (UnknownHostException _) {
      return NONE;
    }
  }

  /// What to tell the operator, where a relay elsewhere gets a name that says nothing.
  static Optional<String> doubt(SmtpSettings settings, String own) {
    if (settings.smtp().helo() != null || own.matches(".*\\.[A-Za-z].*")) {
      return Optional.empty();
    }
    return settings.relays().stream()
        .filter(SmtpSettings.Relay::elsewhere)
        .findFirst()
        .map(
            relay ->
                "%s is greeted as %s, since this host has no full name: some relays refuse that; set smtp.helo."
                    .formatted(relay.name(), own));
  }
}
