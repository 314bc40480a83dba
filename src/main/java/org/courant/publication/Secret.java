package org.courant.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A value that is never printed.
public record Secret(String value) {

  @Override
  public String toString() {
    return "***";
  }

  /// Takes the same time wherever the two differ, and however long they are.
  public boolean matches(String other) {
    return MessageDigest.isEqual(hash(value), hash(other));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
