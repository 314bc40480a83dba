package org.courant.document;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.courant.article.Article;
import org.jspecify.annotations.Nullable;

/// The entries that were lately written, so that one new article costs one entry a format and not a
/// hundred of each of its feeds. What is kept is bounded; the longest unused goes first.
final class Entries {
  private static final long LIMIT = Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);
  private static final Entries KEPT = new Entries(LIMIT);

  private record Key(EntryStyle style, String uri, int revision) {}

  private final long limit;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(1000, 0.75f, true);
  private long weight;

  Entries(long limit) {
    this.limit = limit;
  }

  static Entry of(Article article, EntryStyle style) {
    return KEPT.entry(article, style);
  }

  /// What is kept, in bytes.
  static long kept() {
    return KEPT.weight();
  }

  Entry entry(Article article, EntryStyle style) {
    var key = new Key(style, article.uri(), article.revision());
    var kept = get(key);
    // Compared whole: a revision that says something else under its number must not be believed.
    if (kept != null && kept.article().equals(article)) {
      return kept;
    }
    var entry = written(article, style);
    put(key, entry);
    return entry;
  }

  private static Entry written(Article article, EntryStyle style) {
    var piece = Piece.of(article, style);
    var text =
        switch (style.format()) {
          case RSS -> RomeRss.entry(style, piece);
          case ATOM -> RomeAtom.entry(style, piece);
          case JSON -> JsonFeed.entry(style, piece);
          case RDF -> RomeRdf.entry(style, piece);
        };
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Entry(article, bytes, FeedGate.refusal(style.format(), article.uri(), text));
  }

  private synchronized @Nullable Entry get(Key key) {
    return entries.get(key);
  }

  private synchronized void put(Key key, Entry entry) {
    var before = entries.put(key, entry);
    weight += entry.weight() - (before == null ? 0 : before.weight());
    var oldest = entries.values().iterator();
    while (weight > limit && oldest.hasNext()) {
      weight -= oldest.next().weight();
      oldest.remove();
    }
  }

  synchronized long weight() {
    return weight;
  }
}
