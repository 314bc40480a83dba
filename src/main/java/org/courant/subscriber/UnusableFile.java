package org.courant.subscriber;

/// A file of readers that cannot be read at all. The message reads on after its name.
public final class UnusableFile extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableFile(String message) {
    super(message);
  }
}
