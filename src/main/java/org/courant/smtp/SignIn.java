package org.courant.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What a relay is told to let us in. Files are read again for each connection, so that a password
/// or a token (which lives for an hour) can be changed while the server runs.
final class SignIn {
  private SignIn() {}

  /// AUTH mechanisms in the order of preference (RFC 4954, RFC 4616); XOAUTH2 only with a token.
  static String mechanisms(SmtpSettings.Relay relay) {
    return relay.tokenFile() == null ? "PLAIN LOGIN" : "XOAUTH2";
  }

  /// Throws IllegalArgumentException with one sentence that names the setting when there is none.
  static @Nullable String secret(SmtpSettings.Relay relay) {
    if (relay.tokenFile() != null) {
      return read("token-file", relay.tokenFile(), relay.name());
    }
    if (relay.passwordFile() != null) {
      return read("password-file", relay.passwordFile(), relay.name());
    }
    return relay.password() == null ? null : relay.password().value();
  }

  private static String read(String key, Path file, String relay) {
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (IOException problem) {
      throw new IllegalArgumentException(
          "Setting relays.%s of %s: %s cannot be read; make it readable for this user."
              .formatted(key, relay, file),
          problem);
    }
    if (secret.isEmpty() || secret.lines().count() > 1) {
      throw new IllegalArgumentException(
          "Setting relays.%s of %s: %s must hold one line and nothing else."
              .formatted(key, relay, file));
    }
    return secret;
  }
}
