package org.courant.issue;

/// What became of the attempt to launch an issue.
public sealed interface LaunchOutcome {
  /// Composed, rendered and released: it is being sent.
  ///
  /// @param mailing name of its mailing
  /// @param articles how many different articles it has
  record Launched(
      IssueId issue, int number, String mailing, long recipients, int variants, int articles)
      implements LaunchOutcome {}

  /// There was nothing to send.
  record Skipped(String reason) implements LaunchOutcome {}

  /// Composed and rendered, but it waits for something outside.
  record Held(IssueId issue, String mailing, String reason) implements LaunchOutcome {}

  /// Nothing is sent; the articles are free for the next run.
  record Failed(String reason) implements LaunchOutcome {}
}
