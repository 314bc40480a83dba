package org.courant.source;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Tells a person how the sources are.
@Component
public class SourceListing {
  private final SourceSettings settings;
  private final Sources sources;
  private final SourceHosts hosts;
  private final SourceRuns runs;

  SourceListing(SourceSettings settings, Sources sources, SourceHosts hosts, SourceRuns runs) {
    this.settings = settings;
    this.sources = sources;
    this.hosts = hosts;
    this.runs = runs;
  }

  /// Prints each declared source: how it is, when it is pulled next, and why not sooner.
  public void list(PrintWriter out) {
    var declared = settings.sources();
    var width = declared.stream().mapToInt(source -> source.name().length()).max().orElse(1);
    for (var source : declared) {
      sources.declare(source);
      print(source, width, out);
    }
  }

  void print(DeclaredSource source, int width, PrintWriter out) {
    var state = sources.get(source.name());
    out.printf(
        "%-" + width + "s  %-9s  %-7s  %s%n",
        source.name(),
        source.kind(),
        word(state),
        source.kind() == SourceKind.PUSH ? "pushed" : pace(state));
    explain(source, state, out);
  }

  /// Prints a source's last pulls, newest first. False when there was none.
  public boolean log(String source, int most, PrintWriter out) {
    var found = runs.latest(source, most);
    for (var run : found) {
      out.printf(
          "%s  %-9s  new %d, changed %d, unchanged %d, withdrawn %d, failed %d%n",
          run.at(),
          run.outcome().toLowerCase(Locale.ROOT),
          run.created(),
          run.changed(),
          run.unchanged(),
          run.withdrawn(),
          run.failed());
      run.problems().forEach(problem -> out.printf("  ! %s%n", problem));
    }
    return !found.isEmpty();
  }

  private static String word(SourceState state) {
    if (state.retiredReason() != null) {
      return "stopped";
    }
    if (state.failing().times() > 0) {
      return "failing";
    }
    return state.firstReadAt() == null ? "new" : "well";
  }

  private static String pace(SourceState state) {
    if (state.retiredReason() != null) {
      return "not pulled by schedule";
    }
    var next =
        state.notBefore() == null ? "pulled next at once" : "next from " + at(state.notBefore());
    var usual = state.rhythm().usual();
    return usual == null ? next : next + ", an article every " + spoken(usual);
  }

  private void explain(DeclaredSource source, SourceState state, PrintWriter out) {
    source.fault().ifPresent(fault -> out.printf("  ! %s%n", fault));
    if (state.retiredReason() != null) {
      out.printf(
          "  ! %s; `courant pull %s` tries it again%n", state.retiredReason(), source.name());
    }
    var failing = state.failing();
    if (failing.since() != null) {
      out.printf(
          "  ! since %s, %d in a row: %s%n",
          at(failing.since()), failing.times(), failing.reason());
    }
    explain(state.move(), out);
    if (state.firstShownAt() != null && state.firstReadAt() == null) {
      out.printf(
          "  ! never read whole: what is older than %s is mailed to nobody%n",
          at(state.firstShownAt()));
    }
    source
        .host(state.move())
        .flatMap(hosts::get)
        .ifPresent(
            host ->
                out.printf(
                    "  ! its host is left alone until %s: %s%n",
                    at(host.notBefore()), host.reason()));
  }

  private static void explain(Move move, PrintWriter out) {
    if (move.pulledFrom() != null) {
      out.printf("  ! it moved for good and is pulled from %s%n", move.pulledFrom());
    }
    if (move.movedTo() != null && move.movedSince() != null) {
      out.printf(
          "  ! it says since %s that it moved to %s%n", at(move.movedSince()), move.movedTo());
    }
  }

  private static String at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String spoken(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    return time.toHours() > 1 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
