package org.courant.message;

/// A mailing or one of its templates cannot be sent as it is; the message is one sentence for the
/// editor.
public class MailingRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MailingRefused(String message) {
    super(message);
  }
}
