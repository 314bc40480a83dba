package org.courant.source;

import java.time.Instant;
import java.util.List;
import org.courant.fetch.Fetched;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Feeds whose publisher has a hub: what that delivers is read as if it had been pulled.
@Component
public class PushedFeeds {
  private final SourceSettings settings;
  private final Sources sources;
  private final Pulls pulls;

  PushedFeeds(SourceSettings settings, Sources sources, Pulls pulls) {
    this.settings = settings;
    this.sources = sources;
    this.pulls = pulls;
  }

  /// A feed was fetched and read, and had changed. Published in the pull, outside any transaction.
  public record Fetch(DeclaredSource source, Fetched.Content content) {}

  /// The names of the declared feeds that are pulled by schedule.
  public List<String> names() {
    var retired = sources.retired();
    return settings.pulled().stream()
        .filter(source -> source.kind() == SourceKind.FEED)
        .map(DeclaredSource::name)
        .filter(name -> !retired.contains(name))
        .toList();
  }

  /// Reads a delivered document. One that comes before the source was pulled, or while it is, only
  /// makes the next pull come soon.
  public PullReport deliver(String name, Fetched.Content document, Instant now) {
    var report = pulls.deliver(settings.named(name).orElseThrow(), document, now);
    if (report.outcome() == Outcome.SKIPPED) {
      sources.hurry(name);
    }
    return report;
  }

  /// Until then the feed's hub tells of changes, and the feed is pulled less often; null ends that.
  public void expectUntil(String name, @Nullable Instant until) {
    sources.expectUntil(name, until);
  }
}
