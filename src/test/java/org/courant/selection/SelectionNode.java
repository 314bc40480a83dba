package org.courant.selection;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.courant.publication.Publication;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/// A node with feeds beside those of the suite's configuration.
public final class SelectionNode {
  private SelectionNode() {}

  static Selection start(ApplicationContext context, FeedSettings.Declared... declared) {
    var catalogue = catalogue(context, declared);
    return new Selection(
        catalogue,
        context.getBean(FeedRegister.class),
        context.getBean(FeedMatching.class),
        context.getBean(FeedItems.class),
        context.getBean(FeedArchives.class));
  }

  /// A feed of one tag.
  public static Selection tagged(
      ApplicationContext context, String slug, String tag, int items, String... formerly) {
    return start(context, feed(slug, tag, items, formerly));
  }

  /// Twelve feeds of up to 100 items that a new article of the bench goes into: all, the three
  /// sections, and eight filters.
  public static Selection dozen(ApplicationContext context) {
    var declared = new ArrayList<FeedSettings.Declared>();
    for (var slug : List.of("all", "research", "pregnancy", "advice")) {
      declared.add(feed(slug, List.of(), List.of(), 100, null, List.of()));
    }
    for (int i = 0; i < 5; i++) {
      declared.add(feed("bench-" + i, "tag" + i, 100));
    }
    declared.add(filter("bench-words", List.of("article", "word"), null));
    declared.add(filter("bench-language", List.of(), "en"));
    declared.add(filter("bench-both", List.of("paragraph"), "de"));
    return start(context, declared.toArray(FeedSettings.Declared[]::new));
  }

  private static FeedSettings.Declared filter(
      String slug, List<String> words, @Nullable String language) {
    return new FeedSettings.Declared(
        slug,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        words,
        language,
        null,
        FeedSettings.Text.FULL,
        100,
        null,
        List.of());
  }

  /// A feed of one tag with summaries for texts.
  public static Selection summaries(ApplicationContext context, String slug, int items) {
    return start(
        context,
        new FeedSettings.Declared(
            slug,
            "Another title",
            null,
            List.of(),
            List.of(slug),
            List.of(),
            List.of(),
            null,
            null,
            FeedSettings.Text.SUMMARY,
            items,
            null,
            List.of()));
  }

  static FeedCatalogue catalogue(ApplicationContext context, FeedSettings.Declared... declared) {
    return new FeedCatalogue(
        new FeedSettings(List.of(declared)),
        context.getBean(Publication.class),
        context.getBean(Sections.class));
  }

  static FeedSettings.Declared feed(String slug, String tag, int items, String... formerly) {
    return feed(slug, List.of(), List.of(tag), items, null, List.of(formerly));
  }

  static FeedSettings.Declared feed(
      String slug,
      List<String> sections,
      List<String> tags,
      int items,
      @Nullable URI icon,
      List<String> formerly) {
    return new FeedSettings.Declared(
        slug,
        null,
        null,
        sections,
        tags,
        List.of(),
        List.of(),
        null,
        null,
        FeedSettings.Text.FULL,
        items,
        icon,
        formerly);
  }
}
