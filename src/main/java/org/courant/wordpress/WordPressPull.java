package org.courant.wordpress;

import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.fetch.Fetcher;
import org.courant.publication.Publication;
import org.courant.source.DeclaredSource;
import org.courant.source.Hints;
import org.courant.source.Pull;
import org.courant.source.PullEnd;
import org.courant.source.SourceKind;
import org.courant.source.SourcePull;
import org.courant.wordpress.SourceCursors.Cursor;
import org.springframework.stereotype.Component;

/// Pulls a WordPress site by its REST API: what changed since the last pull, what a scheduled time
/// made public since, and once a night a list of all posts, which shows what is gone and what is
/// filed under another name. How far it came is kept after each page, so that the next pull goes on
/// where one was cut off.
@Component
class WordPressPull implements SourcePull {
  private static final LocalTime NIGHT = LocalTime.of(3, 0);

  private final Fetcher fetcher;
  private final SourceCursors cursors;
  private final PostRecording recording;
  private final Publication publication;

  WordPressPull(
      Fetcher fetcher, SourceCursors cursors, PostRecording recording, Publication publication) {
    this.fetcher = fetcher;
    this.cursors = cursors;
    this.recording = recording;
    this.publication = publication;
  }

  /// One pull's companions.
  private record Work(
      WordPress wordpress, WordPressSite site, PostRecording.Batch batch, Pull pull) {
    DeclaredSource source() {
      return pull.source();
    }
  }

  @Override
  public SourceKind kind() {
    return SourceKind.WORDPRESS;
  }

  @Override
  public PullEnd read(Pull pull) {
    try {
      var wordpress = new WordPress(fetcher, pull.source().internal());
      var site = wordpress.find(URI.create(pull.address()));
      var batch = recording.batch(pull, site.home());
      var held = read(new Work(wordpress, site, batch, pull));
      return PullEnd.read(batch.whole(), held, Hints.moved(site.movedTo()));
    } catch (WordPressUnavailable failure) {
      return new PullEnd.Failed(failure.reason(), failure.retryAfter(), failure.ofHost());
    }
  }

  private Optional<String> read(Work work) throws WordPressUnavailable {
    var source = work.source();
    var cursor = cursors.get(source.name(), source.address());
    var since = cursor.readUntil();
    var sweep = work.pull().withdrawalsAllowed() || sweepIsDue(cursor, work.pull().now());
    var walk = work.wordpress().changed(work.site(), since, work.pull().now());
    for (var page = walk.next(); page.isPresent(); page = walk.next()) {
      work.batch().record(page.get());
      cursor = new Cursor(walk.reached(), cursor.sweptAt());
      cursors.put(source.name(), source.address(), cursor);
    }
    if (sweep) {
      var all = work.wordpress().listed(work.site(), null);
      var listed = all.stream().map(WordPress.Listed::key).toList();
      fetch(work, listed);
      refile(work, all);
      var held = withdraw(work, listed);
      var swept = new Cursor(cursor.readUntil(), work.pull().now());
      cursors.put(source.name(), source.address(), swept);
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

  /// Reads again the posts of which a category or a tag was renamed, merged or deleted.
  private void refile(Work work, List<WordPress.Listed> listed) throws WordPressUnavailable {
    var terms = work.wordpress().terms(work.site());
    if (terms.isEmpty()) {
      return;
    }
    var labels = new HashMap<Long, String>();
    for (var post : listed) {
      var label = terms.get().label(post.terms());
      if (label != null) {
        labels.put(post.key().id(), label);
      }
    }
    var wanted = work.batch().filedOtherwise(labels);
    for (var from = 0; from < wanted.size(); from += WordPress.PAGE) {
      var some = wanted.subList(from, Math.min(from + WordPress.PAGE, wanted.size()));
      work.batch().recordAgain(work.wordpress().byId(work.site(), some), labels);
    }
  }

  /// A post that vanishes while pages are read moves another off its page: each that the list lacks
  /// is asked for once more.
  private Optional<String> withdraw(Work work, List<Post.Key> listed) throws WordPressUnavailable {
    var missing = new HashMap<Long, Post.Key>(work.batch().known());
    listed.forEach(key -> missing.remove(key.id()));
    var numbers = List.copyOf(missing.keySet());
    for (var from = 0; from < numbers.size(); from += WordPress.PAGE) {
      var to = Math.min(from + WordPress.PAGE, numbers.size());
      PostPage still = work.wordpress().byId(work.site(), numbers.subList(from, to));
      still.posts().forEach(post -> missing.remove(post.id()));
      if (!still.problems().isEmpty()) {
        // One of them is there, and nobody knows which.
        numbers.subList(from, to).forEach(missing::remove);
      }
    }
    return work.batch().withdraw(Map.copyOf(missing));
  }
}
