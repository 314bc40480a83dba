package org.courant.database;

/// The database cannot be reached or started; the message is one sentence that says what to do.
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseUnavailable(String sentence) {
    super(sentence);
  }

  DatabaseUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
