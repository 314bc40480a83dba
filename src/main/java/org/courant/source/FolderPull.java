package org.courant.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Ledger;
import org.courant.article.Presence;
import org.courant.extract.ArticleFile;
import org.courant.extract.ArticleFileReader;
import org.courant.extract.UnreadableDocument;
import org.courant.publication.Publication;
import org.courant.source.ItemRecording.Candidate;
import org.courant.source.ItemRecording.Origin;
import org.courant.source.PullReport.Outcome;
import org.springframework.stereotype.Component;

/// Pulls a folder of articles' files. A file that is gone withdraws its article; a file that cannot
/// be read does not, and neither does a folder that cannot be read.
@Component
class FolderPull {
  /// The part of its articles that a pull may withdraw by itself; one article it always may.
  private static final int LARGEST_PART = 5;

  private final ArticleFileReader reader = new ArticleFileReader();
  private final Sources sources;
  private final SourceItems items;
  private final ItemRecording recording;
  private final Ledger ledger;
  private final Publication publication;

  FolderPull(
      Sources sources,
      SourceItems items,
      ItemRecording recording,
      Ledger ledger,
      Publication publication) {
    this.sources = sources;
    this.items = items;
    this.recording = recording;
    this.ledger = ledger;
    this.publication = publication;
  }

  /// What a walk through the folder found.
  ///
  /// @param files guid to file of what is published
  /// @param unread files whose guid is not known this time
  private record Found(Map<String, String> files, Set<String> unread) {}

  PullReport pull(SourceSettings.Declared source, boolean withdrawalsAllowed, Instant now) {
    var tally = new Tally();
    try {
      var files = ArticleFolder.files(Path.of(source.address()));
      if (files.isEmpty()) {
        tally.warn(source.address() + " holds no article (*.md, *.html)");
      }
      var known = sources.get(source.name());
      var origin =
          new Origin(source, URI.create(publication.baseUrl() + "/"), known.firstReadAt() == null);
      var found = record(files, origin, tally, now);
      var held = withdraw(source, found, withdrawalsAllowed, tally, now);
      sources.read(source.name(), null, now);
      return held.map(reason -> tally.report(source, Outcome.HELD, reason))
          .orElseGet(() -> tally.report(source, Outcome.READ));
    } catch (IOException | UncheckedIOException fault) {
      sources.failed(source.name(), null);
      return tally.report(
          source,
          Outcome.FAILED,
          "%s; nothing is withdrawn, it is tried again".formatted(fault.getMessage()));
    }
  }

  private Found record(List<ArticleFolder.File> files, Origin origin, Tally tally, Instant now)
      throws IOException {
    var found = new Found(new HashMap<>(), new HashSet<>());
    for (var file : files) {
      try {
        record(file.read(reader), origin, found, tally, now);
      } catch (UnreadableDocument fault) {
        found.unread().add(file.name());
        tally.refused(fault.getMessage() + "; left out, what it published before stays");
      }
    }
    return found;
  }

  private void record(ArticleFile file, Origin origin, Found found, Tally tally, Instant now) {
    var item = file.item();
    if (item.draft()) {
      return;
    }
    var guid = Optional.ofNullable(item.id()).orElse(item.place());
    var first = found.files().putIfAbsent(guid, item.place());
    if (first != null) {
      tally.refused(
          "%s has the id `%s` of %s: %s is kept and %s left out"
              .formatted(item.place(), guid, first, first, item.place()));
      return;
    }
    file.warnings().forEach(tally::warn);
    recording.record(new Candidate(item, guid, false), origin, tally, now);
    items.add(origin.source().name(), guid, item.place());
  }

  /// Withdraws what this source showed before and shows no more. Why it was held, if it was.
  private Optional<String> withdraw(
      SourceSettings.Declared source, Found found, boolean allowed, Tally tally, Instant now) {
    var shown = items.of(source.name());
    var present =
        ledger.present(source.siteKey()).stream()
            .map(Presence::guid)
            .filter(shown::containsKey)
            .toList();
    var missing =
        present.stream()
            .filter(guid -> !found.files().containsKey(guid))
            .filter(guid -> !found.unread().contains(shown.get(guid)))
            .sorted()
            .toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    if (!allowed && missing.size() > 1 && missing.size() * LARGEST_PART > present.size()) {
      return Optional.of(
          "%d of %d articles have no file any more, such as %s; none is withdrawn until `courant pull %s --allow-withdrawals` says so"
              .formatted(
                  missing.size(), present.size(), shown.get(missing.getFirst()), source.name()));
    }
    tally.withdrawn(
        ledger.withdraw(source.siteKey(), missing, "its file is no longer in the folder", now));
    items.remove(source.name(), missing);
    return Optional.empty();
  }
}
