package org.courant.selection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the configuration says of the feeds, beside those that exist by themselves.
///
/// @param feeds filters over the articles, each with an address
@ConfigurationProperties("courant")
@Validated
record FeedSettings(@DefaultValue List<@Valid Declared> feeds) {
  private static final String ARCHIVE = "archive";

  FeedSettings {
    var slugs = new HashSet<String>();
    for (var feed : feeds) {
      if (feed.slug().equals(ARCHIVE)) {
        throw new IllegalArgumentException(
            "courant.feeds: the slug \"archive\" is reserved; choose another");
      }
      if (!slugs.add(feed.slug())) {
        throw new IllegalArgumentException(
            "courant.feeds: the slug \"%s\" stands there twice; each needs its own"
                .formatted(feed.slug()));
      }
    }
    var former = new HashSet<String>();
    for (var feed : feeds) {
      for (var slug : feed.formerly()) {
        if (slugs.contains(slug) || !former.add(slug)) {
          throw new IllegalArgumentException(
              "courant.feeds: \"%s\" is a former slug of \"%s\" and stands there once more; an address leads to one feed"
                  .formatted(slug, feed.slug()));
        }
      }
    }
  }

  /// What stands for the articles.
  enum Text {
    FULL,
    SUMMARY
  }

  /// @param slug name in addresses
  /// @param title name for readers
  /// @param description one sentence for readers
  /// @param sections slugs, titles or aliases of sections, of which an article needs one
  /// @param tags of which an article needs one
  /// @param authors of which an article needs one
  /// @param words that must all occur in an article's title or text
  /// @param language of the articles, such as `en` or `pt-BR`
  /// @param source where the articles come from: a source's `site`, which is its name unless given
  /// @param text `full` or `summary`
  /// @param items how many articles the newest document holds
  /// @param icon address of a square picture
  /// @param formerly slugs under which the feed was known before
  record Declared(
      @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String slug,
      @Nullable String title,
      @Nullable String description,
      @DefaultValue List<@NotBlank String> sections,
      @DefaultValue List<@NotBlank String> tags,
      @DefaultValue List<@NotBlank String> authors,
      @DefaultValue List<@NotBlank String> words,
      @Nullable String language,
      @Nullable String source,
      @DefaultValue("full") @NotNull Text text,
      @DefaultValue("30") @Min(1) @Max(500) int items,
      @Nullable URI icon,
      @DefaultValue List<@Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String> formerly) {

    Declared {
      if (language != null && !language.equals(Locale.forLanguageTag(language).toLanguageTag())) {
        throw new IllegalArgumentException(
            "courant.feeds: the language of \"%s\" is \"%s\"; it needs a language tag such as en or pt-BR"
                .formatted(slug, language));
      }
      if (icon != null && !absolute(icon)) {
        throw new IllegalArgumentException(
            "courant.feeds: the icon of \"%s\" is \"%s\"; it needs an absolute http or https address"
                .formatted(slug, icon));
      }
      // A value with blanks is several words: all of them must occur anyway.
      words =
          words.stream().flatMap(value -> List.of(value.strip().split("\\s+")).stream()).toList();
    }

    private static boolean absolute(URI address) {
      return address.getHost() != null
          && address.getScheme() != null
          && Set.of("http", "https").contains(address.getScheme().toLowerCase(Locale.ROOT));
    }

    /// Whether it says anything of which articles are meant.
    boolean filters() {
      return !sections.isEmpty()
          || !tags.isEmpty()
          || !authors.isEmpty()
          || !words.isEmpty()
          || language != null
          || source != null;
    }
  }
}
