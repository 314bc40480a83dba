package org.courant.smtp;

/// No relay could be reached or would talk; the message says which and why, in one line.
public class RelayUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  RelayUnavailable(String message) {
    super(message);
  }
}
