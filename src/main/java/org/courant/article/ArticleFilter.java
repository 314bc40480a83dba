package org.courant.article;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which articles are meant. All conditions given must hold; of several values of one, one is
/// enough, but every one of the words must occur. Case and compatibility forms (Unicode NFKC) make
/// no difference, on any host.
///
/// @param sections slugs
/// @param words each must begin a word of the title or the text, see [SearchWord]
/// @param language a range (RFC 4647, section 3.3.1): `en` means `en-GB`, too
/// @param site the key of the site whose sources share identities
public record ArticleFilter(
    List<String> sections,
    List<String> tags,
    List<String> authors,
    List<String> words,
    @Nullable String language,
    @Nullable String site) {

  public ArticleFilter {
    sections = List.copyOf(sections);
    tags = List.copyOf(tags);
    authors = List.copyOf(authors);
    words = List.copyOf(words);
  }

  /// No condition at all.
  public static ArticleFilter everything() {
    return new ArticleFilter(List.of(), List.of(), List.of(), List.of(), null, null);
  }

  /// The articles of one section.
  public static ArticleFilter section(String slug) {
    return new ArticleFilter(List.of(slug), List.of(), List.of(), List.of(), null, null);
  }

  /// Whether the article is meant, withdrawn or not.
  public boolean matches(FiledArticle filed) {
    var article = filed.article();
    return (site == null || site.equals(filed.site()))
        && (language == null || speaks(article.language(), language))
        && (sections.isEmpty() || article.sections().stream().anyMatch(sections::contains))
        && shared(tags, article.tags())
        && shared(authors, article.authors())
        && words.stream().allMatch(word -> SearchWord.of(word).occursIn(filed.searchable()));
  }

  private static boolean speaks(String language, String range) {
    var tag = language.toLowerCase(Locale.ROOT);
    var wanted = range.toLowerCase(Locale.ROOT);
    return tag.equals(wanted) || tag.startsWith(wanted + "-");
  }

  private static boolean shared(List<String> wanted, List<String> held) {
    return wanted.isEmpty()
        || held.stream()
            .map(SearchWord::folded)
            .anyMatch(value -> wanted.stream().map(SearchWord::folded).anyMatch(value::equals));
  }
}
