package org.courant.issue;

/// A template did not give a message that can be sent. The message names the template, the line
/// where it is known, and what is wrong, in one sentence.
final class RenderFailed extends Exception {
  private static final long serialVersionUID = 1;

  RenderFailed(String message) {
    super(message);
  }
}
