package org.courant.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.courant.extract.Document;
import org.courant.extract.FeedReader;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.courant.source.ItemRecording.Candidate;
import org.courant.source.ItemRecording.Origin;
import org.courant.source.PullReport.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Pulls a feed: asks whether it changed, reads it, hands on its items.
@Component
class FeedPull {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private final FeedReader reader = new FeedReader();
  private final Fetcher fetcher;
  private final Sources sources;
  private final ItemRecording recording;

  FeedPull(Fetcher fetcher, Sources sources, ItemRecording recording) {
    this.fetcher = fetcher;
    this.sources = sources;
    this.recording = recording;
  }

  PullReport pull(SourceSettings.Declared source, Instant now) {
    var tally = new Tally();
    var known = sources.get(source.name());
    return switch (fetch(source, known)) {
      case Fetched.NotModified() -> {
        sources.read(source.name(), null, now);
        yield tally.report(source, Outcome.UNCHANGED);
      }
      case Fetched.Content content -> read(source, known, content, tally, now);
      case Fetched.Gone(var reason) -> {
        sources.retire(source.name(), reason);
        yield tally.report(
            source,
            Outcome.FAILED,
            reason + "; it is not pulled again by schedule, its articles stay");
      }
      case Fetched.Refused(var reason) ->
          failed(source, known, reason, Optional.empty(), tally, now);
      case Fetched.Unreachable(var reason, var pause) ->
          failed(source, known, reason, pause, tally, now);
    };
  }

  private Fetched fetch(SourceSettings.Declared source, Sources.Source known) {
    if (source.address().matches("(?i)https?://.*")) {
      return fetcher.fetch(
          new FetchRequest(
              URI.create(source.address()),
              source.internal(),
              known.firstReadAt() == null ? Validators.NONE : known.validators(),
              DataSize.ofMegabytes(20),
              TIMEOUT));
    }
    var file = Path.of(source.address().replaceFirst("(?i)^file:(//)?(?=/)", ""));
    try {
      return new Fetched.Content(Files.readAllBytes(file), null, Validators.NONE, file.toUri());
    } catch (IOException _) {
      return new Fetched.Unreachable(file + " is no file that can be read", Optional.empty());
    }
  }

  /// After a failure the next scheduled pull waits longer each time, up to a day.
  private PullReport failed(
      SourceSettings.Declared source,
      Sources.Source known,
      @Nullable String reason,
      Optional<Duration> asked,
      Tally tally,
      Instant now) {
    var backOff = spread(source, known.failures());
    var pause = asked.filter(wait -> wait.compareTo(backOff) > 0).orElse(backOff);
    // A first failure waits no longer than the interval, which the schedule does anyway.
    var notBefore =
        known.failures() == 0 && asked.isEmpty() ? null : now.plus(shortest(pause, LONGEST_PAUSE));
    sources.failed(source.name(), notBefore);
    return tally.report(source, Outcome.FAILED, reason + "; its articles stay, it is tried again");
  }

  /// Twice as long at each failure, and up to a quarter more: sources of one host that failed
  /// together are not tried again together. By name and not by chance, so that a run can be told
  /// beforehand.
  private static Duration spread(SourceSettings.Declared source, int failures) {
    var whole = source.interval().multipliedBy(1L << Math.min(failures, 10));
    var part = Math.floorMod(31 * source.name().hashCode() + failures, 64);
    return whole.plus(whole.multipliedBy(part).dividedBy(256));
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private PullReport read(
      SourceSettings.Declared source,
      Sources.Source known,
      Fetched.Content content,
      Tally tally,
      Instant now) {
    var hash = hash(content.body());
    if (known.firstReadAt() != null && hash.equals(known.bodyHash())) {
      sources.read(source.name(), null, now);
      sources.remember(source.name(), content.validators(), hash);
      return tally.report(source, Outcome.UNCHANGED);
    }
    try {
      var document = reader.read(content.body(), content.contentType(), content.address());
      document.warnings().forEach(tally::warn);
      var origin = new Origin(source, content.address(), known.firstReadAt() == null);
      var complete = record(document, origin, tally, now);
      sources.read(source.name(), notBefore(source, document, now), now);
      if (complete) {
        sources.remember(source.name(), content.validators(), hash);
      }
      return tally.report(source, Outcome.READ);
    } catch (UnreadableDocument fault) {
      return failed(source, known, fault.getMessage(), Optional.empty(), tally, now);
    }
  }

  /// False when an item may fare better the next time, so that the feed must be read again even if
  /// unchanged.
  private boolean record(Document document, Origin origin, Tally tally, Instant now) {
    var links = sharedLinks(document);
    var seen = new HashSet<String>();
    var complete = document.whole();
    for (var item : document.items()) {
      if (seen.add(name(item))) {
        var candidate = new Candidate(item, item.id(), links.contains(item.url()));
        complete &= recording.record(candidate, origin, tally, now);
      } else {
        var same = item.id() == null ? "title, link and date" : "id `" + item.id() + "`";
        tally.refused(
            "%s has the %s of an earlier item: the first one counts".formatted(item.place(), same));
      }
    }
    return complete;
  }

  /// By what an item differs from the others of its document.
  private static String name(Item item) {
    return item.id() == null
        ? item.title() + "\n" + item.url() + "\n" + item.published()
        : item.id();
  }

  /// A link that several items have is the address of a list and not of an article.
  private static Set<String> sharedLinks(Document document) {
    var names = new HashSet<String>();
    var links = new HashSet<String>();
    return document.items().stream()
        .filter(item -> item.url() != null && names.add(name(item)) && !links.add(item.url()))
        .map(Item::url)
        .collect(Collectors.toSet());
  }

  /// A feed may ask to be pulled less often than the interval says, within a day.
  private static @Nullable Instant notBefore(
      SourceSettings.Declared source, Document document, Instant now) {
    return document
        .interval()
        .filter(hint -> hint.compareTo(source.interval()) > 0)
        .map(hint -> now.plus(shortest(hint, LONGEST_PAUSE)))
        .orElse(null);
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
