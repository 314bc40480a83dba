package org.courant.source;

import java.time.Duration;
import java.util.List;

/// How one pull of one source went.
///
/// @param kind `folder`, `feed`, `wordpress` or `site`
/// @param failed items that were left out, each with a line in `problems`
/// @param problems one sentence each: which item or source, what is wrong, what happens next
public record PullReport(
    String source,
    String kind,
    int created,
    int changed,
    int unchanged,
    int withdrawn,
    int failed,
    List<String> problems,
    Duration took,
    Outcome outcome) {

  public PullReport {
    problems = List.copyOf(problems);
  }

  /// What became of the source as a whole; its items may fail one by one within a pull that was
  /// read.
  public enum Outcome {
    /// Read, and every item looked at.
    READ,
    /// The server or the bytes say that nothing changed.
    UNCHANGED,
    /// Read, but it would withdraw so much that a person must allow it.
    HELD,
    /// Nothing could be read.
    FAILED,
    /// Read in part, because the process ended; the next pull goes on.
    STOPPED,
    /// Not tried: it is retired, or another process is pulling it.
    SKIPPED
  }

  /// Whether readers may see something else than before.
  public boolean changedSomething() {
    return created + changed + withdrawn > 0;
  }
}
