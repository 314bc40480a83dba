package org.courant.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.ArticleFilter;
import org.courant.document.FeedMetadata;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The feeds that are declared: one of all articles, one per section, and those of the
/// configuration, which may say more of any of these.
@Component
class FeedCatalogue {
  private static final int ITEMS = 30;

  private final Publication publication;
  private final Sections sections;
  private final Map<String, FeedDefinition> feeds = new LinkedHashMap<>();

  FeedCatalogue(FeedSettings settings, Publication publication, Sections sections) {
    this.publication = publication;
    this.sections = sections;
    put(all());
    sections.active().forEach(section -> put(of(section)));
    settings.feeds().forEach(declared -> put(of(declared, feeds.get(declared.slug()))));
    feeds.values().forEach(this::refuseFormerSlugsInUse);
  }

  private void put(FeedDefinition feed) {
    feeds.put(feed.slug(), feed);
  }

  private FeedDefinition all() {
    var description =
        publication.tagline().isBlank()
            ? "All articles from " + publication.title()
            : publication.tagline();
    return new FeedDefinition(
        FeedDefinition.ALL,
        "All articles",
        publication.title(),
        description,
        publication.url("/"),
        ArticleFilter.everything(),
        ITEMS,
        false,
        null,
        List.of());
  }

  private FeedDefinition of(Section section) {
    return new FeedDefinition(
        section.slug(),
        section.title(),
        publication.title() + " · " + section.title(),
        section.title() + " from " + publication.title(),
        publication.url("/feeds/" + section.slug()),
        ArticleFilter.section(section.slug()),
        ITEMS,
        false,
        null,
        List.of());
  }

  /// @param known the feed that exists by itself under this slug: it gives what is not said
  private FeedDefinition of(FeedSettings.Declared declared, @Nullable FeedDefinition known) {
    var name = declared.title() == null ? declared.slug() : declared.title();
    var given = known == null ? ArticleFilter.everything() : known.filter();
    return new FeedDefinition(
        declared.slug(),
        known != null && declared.title() == null ? known.name() : name,
        known != null && declared.title() == null
            ? known.title()
            : publication.title() + " · " + name,
        description(declared, known, name),
        known == null ? publication.url("/feeds/" + declared.slug()) : known.page(),
        declared.filters() ? filter(declared) : given,
        declared.items(),
        declared.text() == FeedSettings.Text.SUMMARY,
        declared.icon(),
        declared.formerly());
  }

  private String description(
      FeedSettings.Declared declared, @Nullable FeedDefinition known, String name) {
    if (declared.description() != null) {
      return declared.description();
    }
    return known == null ? name + " from " + publication.title() : known.description();
  }

  private ArticleFilter filter(FeedSettings.Declared declared) {
    return new ArticleFilter(
        declared.sections().stream().map(name -> section(declared, name)).toList(),
        declared.tags(),
        declared.authors(),
        declared.words(),
        declared.language(),
        declared.source());
  }

  private String section(FeedSettings.Declared declared, String name) {
    return sections
        .named(name)
        .map(Section::slug)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "courant.feeds: \"%s\" names the section \"%s\", which courant.sections does not hold"
                        .formatted(declared.slug(), name)));
  }

  private void refuseFormerSlugsInUse(FeedDefinition feed) {
    for (var former : feed.formerly()) {
      if (feeds.containsKey(former)) {
        throw new IllegalArgumentException(
            "courant.feeds: \"%s\" is a former slug of \"%s\" and the slug of a feed; an address leads to one feed"
                .formatted(former, feed.slug()));
      }
    }
  }

  /// That of all articles first, then one per section, then the others, as they are declared.
  List<FeedDefinition> active() {
    return List.copyOf(feeds.values());
  }

  Optional<FeedDefinition> named(String slug) {
    return Optional.ofNullable(feeds.get(slug));
  }

  /// The slug now of the feed that is declared to have had this one before.
  Optional<String> formerly(String slug) {
    return feeds.values().stream()
        .filter(feed -> feed.formerly().contains(slug))
        .map(FeedDefinition::slug)
        .findFirst();
  }

  /// Which articles the feed means.
  ArticleFilter filter(String slug) {
    var feed = feeds.get(slug);
    if (feed == null) {
      throw new IllegalStateException(
          "the feed %s is declared by another server and not by this one".formatted(slug));
    }
    return feed.filter();
  }

  FeedMetadata metadata(FeedDefinition feed, KnownFeed known, Duration rhythm, Instant changed) {
    return new FeedMetadata(
        feed.slug(),
        known.identity(),
        feed.title(),
        feed.description(),
        feed.page(),
        Optional.ofNullable(feed.icon()),
        feed.summaries(),
        rhythm,
        publication,
        sectionTitles(),
        changed);
  }

  /// By slug, in the order of the declaration: it is part of a version's hash.
  private Map<String, String> sectionTitles() {
    var titles = new LinkedHashMap<String, String>();
    sections.active().forEach(section -> titles.put(section.slug(), section.title()));
    return titles;
  }
}
