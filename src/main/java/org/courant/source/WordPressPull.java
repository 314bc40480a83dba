package org.courant.source;

import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.fetch.Fetcher;
import org.courant.publication.Publication;
import org.courant.source.PullReport.Outcome;
import org.courant.source.SourceCursors.Cursor;
import org.courant.wordpress.Post;
import org.courant.wordpress.PostPage;
import org.courant.wordpress.WordPress;
import org.courant.wordpress.WordPressSite;
import org.courant.wordpress.WordPressUnavailable;
import org.springframework.stereotype.Component;

/// Pulls a WordPress site by its REST API: what changed since the last pull, what a scheduled time
/// made public since, and once a night a list of all posts, which shows what is gone. How far it
/// came is kept after each page, so that the next pull goes on where one was cut off.
@Component
class WordPressPull {
  private static final LocalTime NIGHT = LocalTime.of(3, 0);

  private final Fetcher fetcher;
  private final Sources sources;
  private final SourceCursors cursors;
  private final SourceFailures failures;
  private final PostRecording recording;
  private final Publication publication;

  WordPressPull(
      Fetcher fetcher,
      Sources sources,
      SourceCursors cursors,
      SourceFailures failures,
      PostRecording recording,
      Publication publication) {
    this.fetcher = fetcher;
    this.sources = sources;
    this.cursors = cursors;
    this.failures = failures;
    this.recording = recording;
    this.publication = publication;
  }

  /// One pull's companions.
  private record Work(
      WordPress wordpress, WordPressSite site, PostRecording.Batch batch, Instant now) {}

  PullReport pull(SourceSettings.Declared source, boolean withdrawalsAllowed, Instant now) {
    var tally = new Tally();
    try {
      var wordpress = new WordPress(fetcher, source.internal());
      var site = wordpress.find(URI.create(source.address()));
      var first = sources.get(source.name()).firstReadAt() == null;
      var batch = recording.batch(source, site.home(), first, tally, now);
      var held = read(new Work(wordpress, site, batch, now), source, withdrawalsAllowed);
      sources.read(source.name(), null, now);
      return held.map(reason -> tally.report(source, Outcome.HELD, reason))
          .orElseGet(() -> tally.report(source, Outcome.READ));
    } catch (WordPressUnavailable failure) {
      return failures.report(source, failure.reason(), failure.retryAfter(), tally, now);
    }
  }

  private Optional<String> read(Work work, SourceSettings.Declared source, boolean allowed)
      throws WordPressUnavailable {
    var cursor = cursors.get(source.name(), source.address());
    var since = cursor.readUntil();
    var sweep = allowed || sweepIsDue(cursor, work.now());
    var walk = work.wordpress().changed(work.site(), since);
    for (var page = walk.next(); page.isPresent(); page = walk.next()) {
      work.batch().record(page.get());
      cursor = new Cursor(walk.reached(), cursor.sweptAt());
      cursors.put(source.name(), source.address(), cursor);
    }
    if (sweep) {
      var listed = work.wordpress().list(work.site(), null);
      fetch(work, listed);
      var held = withdraw(work, listed, allowed);
      cursors.put(source.name(), source.address(), new Cursor(cursor.readUntil(), work.now()));
      return held;
    }
    if (since != null) {
      fetch(work, work.wordpress().list(work.site(), since.minusDays(1)));
    }
    return Optional.empty();
  }

  /// At the first pull after three in the night, in the publication's zone.
  private boolean sweepIsDue(Cursor cursor, Instant now) {
    var swept = cursor.sweptAt();
    var here = now.atZone(publication.zone());
    var tonight = here.with(NIGHT);
    var last = tonight.isAfter(here) ? tonight.minusDays(1) : tonight;
    return swept == null || swept.isBefore(last.toInstant());
  }

  /// Reads whole the posts of a list that are not known as they stand there.
  private void fetch(Work work, List<Post.Key> listed) throws WordPressUnavailable {
    var known = work.batch().known();
    var wanted = new ArrayList<Long>();
    for (var key : listed) {
      if (!key.equals(known.get(key.id()))) {
        wanted.add(key.id());
      }
    }
    for (var from = 0; from < wanted.size(); from += WordPress.PAGE) {
      var to = Math.min(from + WordPress.PAGE, wanted.size());
      work.batch().record(work.wordpress().byId(work.site(), wanted.subList(from, to)));
    }
  }

  /// A post that vanishes while pages are read moves another off its page: each that the list lacks
  /// is asked for once more.
  private Optional<String> withdraw(Work work, List<Post.Key> listed, boolean allowed)
      throws WordPressUnavailable {
    var missing = new java.util.HashMap<Long, Post.Key>(work.batch().known());
    listed.forEach(key -> missing.remove(key.id()));
    var numbers = List.copyOf(missing.keySet());
    for (var from = 0; from < numbers.size(); from += WordPress.PAGE) {
      var to = Math.min(from + WordPress.PAGE, numbers.size());
      PostPage still = work.wordpress().byId(work.site(), numbers.subList(from, to));
      still.posts().forEach(post -> missing.remove(post.id()));
    }
    return work.batch().withdraw(Map.copyOf(missing), allowed);
  }
}
