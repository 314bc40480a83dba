package org.courant.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.courant.article.Articles;
import org.courant.document.FeedFormat;
import org.courant.document.FeedMetadata;
import org.courant.feed.RebuildReport.Refusal;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The publication's feeds: one of all articles and one per section.
@Component
public class Feeds {
  private static final Logger log = LoggerFactory.getLogger(Feeds.class);
  private static final String ALL = "all";

  /// Full texts: readers advise to stay below 250 kB a document.
  private static final int ITEMS = 30;

  private static final Duration RHYTHM = Duration.ofDays(1);

  private final Publication publication;
  private final Sections sections;
  private final Articles articles;
  private final FeedVersions versions;
  private final Map<String, FeedVersion> served = new ConcurrentHashMap<>();
  private final ReentrantLock rebuilding = new ReentrantLock();

  Feeds(Publication publication, Sections sections, Articles articles, FeedVersions versions) {
    this.publication = publication;
    this.sections = sections;
    this.articles = articles;
    this.versions = versions;
  }

  /// The declared feeds, that of all articles first.
  public List<FeedInfo> all() {
    var infos = new ArrayList<FeedInfo>();
    infos.add(info(ALL, publication.title(), "All articles", description(Optional.empty())));
    for (var section : sections.active()) {
      infos.add(
          info(section.slug(), title(section), section.title(), description(Optional.of(section))));
    }
    return infos;
  }

  private FeedInfo info(String slug, String title, String name, String description) {
    var version = serving(slug);
    return new FeedInfo(
        slug,
        title,
        name,
        description,
        publication.url("/feeds/" + slug),
        publication.url("/feeds/" + slug + ".rss"),
        publication.url("/feeds/" + slug + ".atom"),
        publication.url("/feeds/" + slug + ".json"),
        version.map(held -> held.entries().size()).orElse(0),
        version.map(FeedVersion::lastModified).orElse(null));
  }

  private String title(Section section) {
    return publication.title() + " · " + section.title();
  }

  private String description(Optional<Section> section) {
    return section
        .map(part -> part.title() + " from " + publication.title())
        .orElseGet(
            () ->
                publication.tagline().isBlank()
                    ? "All articles from " + publication.title()
                    : publication.tagline());
  }

  /// Builds and checks what changed, stores it, and serves it from now on.
  public RebuildReport rebuild(Instant now) {
    var built = new ArrayList<String>();
    var refused = new ArrayList<Refusal>();
    rebuilding.lock();
    try {
      for (var feed : definitions(now)) {
        rebuild(feed, built, refused, now);
      }
      return new RebuildReport(
          built, sections.active().size() + 1 - built.size() - refused.size(), refused);
    } finally {
      rebuilding.unlock();
    }
  }

  private List<FeedDefinition> definitions(Instant now) {
    // In the order of the declaration: it is part of a version's hash.
    var titles =
        sections.active().stream()
            .collect(
                Collectors.toMap(
                    Section::slug, Section::title, (one, _) -> one, LinkedHashMap::new));
    var definitions = new ArrayList<FeedDefinition>();
    definitions.add(definition(Optional.empty(), titles, now));
    for (var section : sections.active()) {
      definitions.add(definition(Optional.of(section), titles, now));
    }
    return definitions;
  }

  private FeedDefinition definition(
      Optional<Section> section, Map<String, String> titles, Instant now) {
    var slug = section.map(Section::slug).orElse(ALL);
    var page = publication.url(section.isEmpty() ? "/" : "/feeds/" + slug);
    var metadata =
        new FeedMetadata(
            slug,
            section.map(this::title).orElse(publication.title()),
            description(section),
            page,
            Optional.empty(),
            false,
            RHYTHM,
            publication,
            titles,
            versions.since(slug, now));
    return new FeedDefinition(metadata, section.map(Section::slug));
  }

  private void rebuild(
      FeedDefinition feed, List<String> built, List<Refusal> refused, Instant now) {
    var build = new FeedBuild(feed, articles.recent(feed.section(), ITEMS));
    var before = versions.load(feed.slug());
    var current = before.map(FeedVersion::version).orElse(null);
    if (build.version().equals(current)) {
      before.ifPresent(version -> served.put(feed.slug(), version));
      return;
    }
    var held = before.map(FeedVersion::entries).orElse(List.of());
    switch (build.run(articles.published(held), now)) {
      case FeedBuild.Result.Good(var version) -> {
        // Another node may have been faster; its bytes are then the ones to serve.
        versions.publish(version, current);
        built.add(feed.slug());
      }
      case FeedBuild.Result.Bad(var reason) -> {
        refused.add(new Refusal(feed.slug(), reason));
        if (versions.refuse(feed.slug(), build.version(), build.entries(), reason, now)) {
          log.warn(
              "Feed {} keeps its last good version: the new one {} is refused: {}",
              feed.slug(),
              build.version(),
              reason);
        }
      }
    }
    versions.load(feed.slug()).ifPresent(version -> served.put(feed.slug(), version));
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

  /// The version that is served, from memory; from the database where this node has not built it.
  Optional<FeedVersion> serving(String slug) {
    var version = served.get(slug);
    if (version != null) {
      return Optional.of(version);
    }
    var stored = versions.load(slug);
    stored.ifPresent(found -> served.putIfAbsent(slug, found));
    return stored;
  }

  /// Whether the feed is declared now.
  boolean declared(String slug) {
    return slug.equals(ALL)
        || sections.active().stream().anyMatch(section -> section.slug().equals(slug));
  }

  /// Whether the feed was declared once and is no longer.
  boolean retired(String slug) {
    return !declared(slug) && versions.known(slug);
  }
}
