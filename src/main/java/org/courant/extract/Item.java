package org.courant.extract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One article as its source tells it.
///
/// @param id the source's own id: a guid, an Atom id, a file's `id`
/// @param url the page of the article, possibly relative
/// @param title plain text, as are the names, the labels and the notes
/// @param summary plain text or HTML, as the source has it
/// @param plainSummary which of the two it is
/// @param html the body, uncleaned
/// @param place where it stands, for messages: a file's name or "item 3"
/// @param written its title, names and labels before they became plain text
public record Item(
    @Nullable String id,
    @Nullable String url,
    @Nullable String title,
    @Nullable String summary,
    boolean plainSummary,
    @Nullable String html,
    @Nullable Instant published,
    @Nullable Instant updated,
    List<String> authors,
    List<String> categories,
    @Nullable Image image,
    List<Enclosure> enclosures,
    @Nullable String language,
    @Nullable String sponsor,
    @Nullable String correction,
    boolean withdrawn,
    boolean draft,
    String place,
    Written written) {

  public Item {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    enclosures = List.copyOf(enclosures);
  }

  /// One whose title, names and labels are plain text at its source.
  public Item(
      @Nullable String id,
      @Nullable String url,
      @Nullable String title,
      @Nullable String summary,
      boolean plainSummary,
      @Nullable String html,
      @Nullable Instant published,
      @Nullable Instant updated,
      List<String> authors,
      List<String> categories,
      @Nullable Image image,
      List<Enclosure> enclosures,
      @Nullable String language,
      @Nullable String sponsor,
      @Nullable String correction,
      boolean withdrawn,
      boolean draft,
      String place) {
    this(
        id,
        url,
        title,
        summary,
        plainSummary,
        html,
        published,
        updated,
        authors,
        categories,
        image,
        enclosures,
        language,
        sponsor,
        correction,
        withdrawn,
        draft,
        place,
        new Written(title, authors, categories));
  }

  /// The body, or the summary where that is all there is; HTML.
  public @Nullable String body() {
    if (html != null || summary == null) {
      return html;
    }
    return plainSummary ? PlainText.escaped(summary) : summary;
  }

  /// The summary beside a body, as plain text.
  public @Nullable String excerpt() {
    if (html == null || summary == null) {
      return null;
    }
    return plainSummary ? summary : PlainText.of(summary);
  }

  /// Text or HTML, on one line, as the source has it.
  public record Written(@Nullable String title, List<String> authors, List<String> categories) {

    public Written {
      authors = List.copyOf(authors);
      categories = List.copyOf(categories);
    }
  }

  /// A picture and the words that stand for it.
  public record Image(String url, @Nullable String alt) {}

  /// A file that belongs to the article.
  ///
  /// @param length bytes, null when the source does not say
  /// @param seconds how long it plays, null when the source does not say
  public record Enclosure(
      String url, @Nullable String type, @Nullable Long length, @Nullable Long seconds) {

    public Enclosure(String url, @Nullable String type, @Nullable Long length) {
      this(url, type, length, null);
    }

    Enclosure playing(@Nullable Long time) {
      return new Enclosure(url, type, length, time);
    }

    boolean plays() {
      return type != null && type.matches("(?i)(audio|video)/.*");
    }
  }
}
