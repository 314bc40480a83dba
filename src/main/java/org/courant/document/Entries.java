package org.courant.document;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.courant.article.Article;
import org.jspecify.annotations.Nullable;

/// The entries that were lately written, so that one new article costs one entry a format and not a
/// hundred of each of its feeds. What is kept is bounded; the longest unused goes first.
final class Entries {
  private static final long LIMIT = Math.min(64_000_000, Runtime.getRuntime().maxMemory() / 8);
  private static final Entries KEPT = new Entries(LIMIT);

  private record Key(EntryStyle style, String uri, int revision) {}

  private static final class Kept {
    private Article article;
    private final Map<FeedFormat, Entry> entries = new EnumMap<>(FeedFormat.class);
    private long weight;

    Kept(Article article) {
      this.article = article;
      this.weight = 1000 + 2L * (article.html().length() + article.text().length());
    }

    /// Compared whole: a revision that says something else under its number is not believed. The
    /// newer of two equals is kept: it is the one that is asked for again, and equal to itself.
    boolean isOf(Article wanted) {
      boolean same = article.equals(wanted);
      article = same ? wanted : article;
      return same;
    }
  }

  private final long limit;
  private final Map<Key, Kept> kept = new LinkedHashMap<>(1000, 0.75f, true);
  private long weight;

  Entries(long limit) {
    this.limit = limit;
  }

  /// In the articles' order.
  static List<Entry> of(FeedFormat format, FeedMetadata feed, FeedContent content) {
    var style = EntryStyle.of(feed);
    return content.articles().stream().map(article -> KEPT.entry(format, article, style)).toList();
  }

  Entry entry(FeedFormat format, Article article, EntryStyle style) {
    var key = new Key(style, article.uri(), article.revision());
    var known = get(key, article, format);
    if (known != null) {
      return known;
    }
    var piece = Piece.of(article, style);
    var text =
        switch (format) {
          case RSS -> RomeRss.entry(style, piece);
          case ATOM -> RomeAtom.entry(style, piece);
          case JSON -> JsonFeed.entry(style, piece);
          case RDF -> RomeRdf.entry(style, piece);
        };
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var entry = new Entry(bytes, FeedGate.refusal(format, article.uri(), text));
    put(key, article, format, entry);
    return entry;
  }

  private synchronized @Nullable Entry get(Key key, Article article, FeedFormat format) {
    var found = kept.get(key);
    return found != null && found.isOf(article) ? found.entries.get(format) : null;
  }

  private synchronized void put(Key key, Article article, FeedFormat format, Entry entry) {
    var found = kept.get(key);
    if (found == null || !found.isOf(article)) {
      weight -= found == null ? 0 : found.weight;
      found = new Kept(article);
      weight += found.weight;
      kept.put(key, found);
    }
    if (found.entries.put(format, entry) == null) {
      found.weight += entry.bytes().length;
      weight += entry.bytes().length;
    }
    var oldest = kept.values().iterator();
    while (weight > limit && oldest.hasNext()) {
      weight -= oldest.next().weight;
      oldest.remove();
    }
  }

  /// How much is kept, in bytes, about.
  static long kept() {
    return KEPT.weight();
  }

  synchronized long weight() {
    return weight;
  }
}
