package org.courant.extract;

/// The bytes are no document this module can read. The message is one sentence for an operator.
public final class UnreadableDocument extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreadableDocument(String message) {
    super(message);
  }

  public UnreadableDocument(String message, Throwable cause) {
    super(message, cause);
  }
}
