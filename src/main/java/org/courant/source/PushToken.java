package org.courant.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;

/// The token of a source whose articles are pushed.
final class PushToken {
  private static final int SHORTEST = 32;

  private PushToken() {}

  /// The token that the settings give a source, or null when it needs none.
  ///
  /// @throws IllegalArgumentException with a sentence when it is missing, unreadable or too weak
  static @Nullable Secret of(
      String name, SourceKind kind, @Nullable Secret given, @Nullable Path file) {
    if (kind != SourceKind.PUSH) {
      if (given != null || file != null) {
        throw wrong(name, "has a token, which only a source of kind push uses; leave it out");
      }
      return null;
    }
    if ((given == null) == (file == null)) {
      throw wrong(name, "needs a token or a token-file, and only one of them");
    }
    var token = given == null ? read(name, file) : given.value();
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw wrong(name, "has a token with characters that no header carries (RFC 6750)" + ADVICE);
    }
    if (token.length() < SHORTEST) {
      throw wrong(
          name,
          "has a token of %d characters; it needs at least %d".formatted(token.length(), SHORTEST)
              + ADVICE);
    }
    return new Secret(token);
  }

  private static final String ADVICE = ", such as `openssl rand -hex 32` prints";

  private static String read(String name, @Nullable Path file) {
    try {
      return Files.readString(java.util.Objects.requireNonNull(file)).strip();
    } catch (IOException _) {
      throw wrong(name, "has the token-file %s, which cannot be read".formatted(file));
    }
  }

  private static IllegalArgumentException wrong(String name, String fault) {
    return new IllegalArgumentException("courant.sources: \"%s\" %s.".formatted(name, fault));
  }

  /// Takes the same time wherever the two differ, and however long they are.
  static boolean same(Secret one, String other) {
    return MessageDigest.isEqual(hash(one.value()), hash(other));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
