package org.courant.issue;

import java.time.Instant;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;

/// One edition of a newsletter.
///
/// @param number counted from 1 within the newsletter; a failed one leaves a gap
/// @param title of an article that stands for it, never one of a sensitive section
/// @param reason why it failed
/// @param articles how many different articles it has
public record Issue(
    IssueId id,
    String newsletter,
    int number,
    MailingId mailing,
    String mailingName,
    State state,
    @Nullable String reason,
    String title,
    Instant composedAt,
    long recipients,
    int variants,
    int articles) {

  /// Where an issue stands.
  public enum State {
    COMPOSED,
    RENDERED,
    FAILED
  }
}
