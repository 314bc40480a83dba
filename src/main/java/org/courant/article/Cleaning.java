package org.courant.article;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.courant.cleaning.Characters;
import org.courant.cleaning.ForeignHtml;
import org.courant.cleaning.WebAddress;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes clean content of a foreign item.
@Component
class Cleaning {
  private static final int TITLE = 300;
  private static final int DERIVED_SUMMARY = 300;
  private static final int GIVEN_SUMMARY = 1000;
  private static final int NAME = 200;
  private static final int NOTE = 2000;
  private static final int MANY = 30;

  private final Publication publication;
  private final Sections sections;

  Cleaning(Publication publication, Sections sections) {
    this.publication = publication;
    this.sections = sections;
  }

  /// @throws UnusableArticle when there is nothing to show
  Content clean(IncomingArticle item) {
    var title = title(item);
    if (title.isEmpty()) {
      throw new UnusableArticle("has no title");
    }
    var body = body(item);
    var topics = new LinkedHashSet<String>();
    var tags = new LinkedHashMap<String, String>();
    item.categories().forEach(category -> file(category, topics, tags));
    return new Content(
        url(item),
        title,
        summary(item, body),
        body.html(),
        body.text(),
        authors(item.authors()),
        List.copyOf(topics),
        tags.values().stream().limit(MANY).toList(),
        image(item),
        Enclosures.clean(item),
        language(item.language()),
        noted(item.sponsor(), NAME),
        noted(item.correction(), NOTE));
  }

  static String title(IncomingArticle item) {
    return Characters.line(item.title(), TITLE);
  }

  static @Nullable URI url(IncomingArticle item) {
    return WebAddress.resolve(item.url(), item.base());
  }

  private static ForeignHtml body(IncomingArticle item) {
    try {
      return ForeignHtml.clean(Objects.requireNonNullElse(item.html(), ""), item.base());
    } catch (IllegalArgumentException tooLarge) {
      throw new UnusableArticle(String.valueOf(tooLarge.getMessage()));
    }
  }

  private static String summary(IncomingArticle item, ForeignHtml body) {
    var summary = Characters.line(item.summary(), GIVEN_SUMMARY);
    return summary.isEmpty()
        ? Characters.shorten(Characters.oneLine(body.text()), DERIVED_SUMMARY)
        : summary;
  }

  private void file(String category, Set<String> topics, Map<String, String> tags) {
    var name = Characters.line(category, NAME);
    if (name.isEmpty()) {
      return;
    }
    sections
        .named(name)
        .map(Section::slug)
        .ifPresentOrElse(topics::add, () -> tags.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
  }

  private static List<String> authors(List<String> foreign) {
    var names = new ArrayList<String>();
    for (var author : foreign.subList(0, Math.min(foreign.size(), MANY))) {
      var name = Characters.line(author, NAME);
      if (!name.isEmpty() && !names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private static @Nullable ArticleImage image(IncomingArticle item) {
    var image = item.image();
    var address = image == null ? null : WebAddress.resolve(image.url().toString(), item.base());
    if (image == null || address == null) {
      return null;
    }
    return new ArticleImage(
        address, image.alt() == null ? null : Characters.line(image.alt(), NOTE));
  }

  private String language(@Nullable String foreign) {
    var tag =
        foreign == null
            ? "und"
            : Locale.forLanguageTag(foreign.strip().replace('_', '-')).toLanguageTag();
    return "und".equals(tag) ? publication.language() : tag;
  }

  private static @Nullable String noted(@Nullable String foreign, int limit) {
    var text = Characters.line(foreign, limit);
    return text.isEmpty() ? null : text;
  }
}
