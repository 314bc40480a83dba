package org.courant.feed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.document.FeedFormat;
import org.courant.publication.Publication;
import org.courant.selection.FeedDefinition;
import org.courant.selection.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The publication's feeds, as others see them.
@Component
public class Feeds {
  private final Publication publication;
  private final Selection selection;
  private final FeedRebuild rebuild;
  private final ServedFeeds served;

  Feeds(Publication publication, Selection selection, FeedRebuild rebuild, ServedFeeds served) {
    this.publication = publication;
    this.selection = selection;
    this.rebuild = rebuild;
    this.served = served;
  }

  /// The declared feeds: that of all articles first, then one per section, then the others.
  public List<FeedInfo> all() {
    return selection.declared().stream().map(this::info).toList();
  }

  private FeedInfo info(FeedDefinition feed) {
    var slug = feed.slug();
    var version = serving(slug);
    return new FeedInfo(
        slug,
        feed.title(),
        feed.name(),
        feed.description(),
        publication.url("/feeds/" + slug),
        publication.url("/feeds/" + slug + ".rss"),
        publication.url("/feeds/" + slug + ".atom"),
        publication.url("/feeds/" + slug + ".json"),
        version.map(held -> held.entries().size()).orElse(0),
        version.map(FeedVersion::lastModified).orElse(null));
  }

  /// Builds and checks what changed, stores it, and serves it from now on.
  public RebuildReport rebuild(Instant now) {
    return rebuild.run(now);
  }

  /// Every document by its path below the base URL, such as `feeds/all.rss` and `feeds.opml`.
  public Map<String, byte[]> documents() {
    var documents = new LinkedHashMap<String, byte[]>();
    for (var info : all()) {
      serving(info.slug())
          .ifPresent(
              version -> {
                for (var format : FeedFormat.values()) {
                  documents.put(
                      "feeds/" + info.slug() + "." + format.extension(),
                      version.document(format).plain());
                }
              });
    }
    documents.put("feeds.opml", Opml.write(publication, all()));
    return documents;
  }

  /// What a declared feed would be built of now.
  Optional<FeedBuild> build(String slug) {
    return rebuild.latest(slug);
  }

  /// The version that is served, from memory; from the database where this node has not built it.
  public Optional<FeedVersion> serving(String slug) {
    return served.serving(slug);
  }

  /// The version that this node serves, as one object until it serves another; null where it has
  /// not been asked yet.
  public @Nullable FeedVersion inMemory(String slug) {
    return served.inMemory(slug);
  }

  /// Whether the feed is declared now.
  public boolean declared(String slug) {
    return selection.declares(slug);
  }

  /// Whether the feed was declared once and is no longer.
  public boolean retired(String slug) {
    return selection.retired(slug);
  }

  /// The slug that the feed has now, if it had this one before and is declared.
  public Optional<String> movedTo(String slug) {
    return selection.movedTo(slug);
  }
}
