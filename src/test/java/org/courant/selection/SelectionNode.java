package org.courant.selection;

import java.net.URI;
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
