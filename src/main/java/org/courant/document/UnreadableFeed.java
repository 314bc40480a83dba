package org.courant.document;

/// A document of ours that cannot be read back.
class UnreadableFeed extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableFeed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
