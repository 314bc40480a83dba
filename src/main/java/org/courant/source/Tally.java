package org.courant.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.courant.article.Ledger;

/// Counts what a pull does while it runs.
final class Tally {
  private static final int MOST_PROBLEMS = 200;

  private final long start = System.nanoTime();
  private final List<String> problems = new ArrayList<>();
  private int created;
  private int changed;
  private int unchanged;
  private int withdrawn;
  private int failed;

  void count(Ledger.Outcome outcome) {
    switch (outcome) {
      case NEW -> created++;
      case CHANGED -> changed++;
      case UNCHANGED -> unchanged++;
      case WITHDRAWN -> withdrawn++;
    }
  }

  void withdrawn(int count) {
    withdrawn += count;
  }

  /// Whether any item became an article.
  boolean showedSomething() {
    return created > 0;
  }

  /// An item that is left out.
  void refused(String problem) {
    failed++;
    warn(problem);
  }

  void warn(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  PullReport report(DeclaredSource source, PullReport.Outcome outcome) {
    return new PullReport(
        source.name(),
        source.kind().toString(),
        created,
        changed,
        unchanged,
        withdrawn,
        failed,
        problems,
        Duration.ofNanos(System.nanoTime() - start),
        outcome);
  }

  PullReport report(DeclaredSource source, PullReport.Outcome outcome, String reason) {
    problems.addFirst(reason);
    return report(source, outcome);
  }
}
