package org.courant.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.articlefile.ArticleFile;
import org.courant.articlefile.ArticleFileReader;
import org.courant.extract.UnreadableDocument;
import org.courant.publication.Publication;
import org.courant.source.FoundItem;
import org.courant.source.Hints;
import org.courant.source.Pull;
import org.courant.source.PullEnd;
import org.courant.source.SourceKind;
import org.courant.source.SourcePull;
import org.springframework.stereotype.Component;

/// Pulls a folder of articles' files. A file that is gone withdraws its article; a file that cannot
/// be read does not, and neither does a folder that cannot be read.
@Component
class FolderPull implements SourcePull {
  private final ArticleFileReader reader = new ArticleFileReader();
  private final SourceItems items;
  private final Ledger ledger;
  private final Publication publication;

  FolderPull(SourceItems items, Ledger ledger, Publication publication) {
    this.items = items;
    this.ledger = ledger;
    this.publication = publication;
  }

  /// What a walk through the folder found.
  ///
  /// @param files guid to file of what is published
  /// @param unread files whose guid is not known this time
  private record Found(Map<String, String> files, Set<String> unread) {}

  @Override
  public SourceKind kind() {
    return SourceKind.FOLDER;
  }

  @Override
  public PullEnd read(Pull pull) {
    try {
      var files = ArticleFolder.files(Path.of(pull.source().address()));
      if (files.isEmpty()) {
        pull.warn(pull.source().address() + " holds no article (*.md, *.html)");
      }
      var found = record(files, pull);
      return PullEnd.read(found.unread().isEmpty(), withdraw(found, pull), Hints.NONE);
    } catch (IOException | UncheckedIOException fault) {
      return new PullEnd.Failed(String.valueOf(fault.getMessage()));
    }
  }

  private Found record(List<ArticleFolder.File> files, Pull pull) throws IOException {
    var found = new Found(new HashMap<>(), new HashSet<>());
    for (var file : files) {
      try {
        record(file.read(reader), found, pull);
      } catch (UnreadableDocument fault) {
        found.unread().add(file.name());
        pull.refused(fault.getMessage() + "; left out, what it published before stays");
      }
    }
    return found;
  }

  private void record(ArticleFile file, Found found, Pull pull) {
    var item = file.item();
    if (item.draft()) {
      return;
    }
    var guid = Optional.ofNullable(item.id()).orElse(item.place());
    var first = found.files().putIfAbsent(guid, item.place());
    if (first != null) {
      pull.refused(
          "%s has the id `%s` of %s: %s is kept and %s left out"
              .formatted(item.place(), guid, first, first, item.place()));
      return;
    }
    file.warnings().forEach(pull::warn);
    pull.record(new FoundItem(item, guid, false, URI.create(publication.baseUrl() + "/")));
    items.add(pull.source().name(), guid, item.place());
  }

  /// Withdraws what this source showed before and shows no more. Why it was held, if it was.
  private Optional<String> withdraw(Found found, Pull pull) {
    var source = pull.source();
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
    var files = missing.stream().map(shown::get).toList();
    var held = pull.held(files, present.size(), "have no file any more");
    if (held.isEmpty() && !missing.isEmpty()) {
      pull.withdraw(missing, "its file is no longer in the folder");
      items.remove(source.name(), missing);
    }
    return held;
  }
}
