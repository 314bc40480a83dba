package org.courant.article;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.courant.article.IncomingArticle.NamedFile;
import org.jspecify.annotations.Nullable;

/// An item of a site, built up a word at a time; each word gives another draft.
public final class ItemDraft {
  public static final Instant DAY = Instant.parse("2026-11-01T10:00:00Z");

  private final String site;
  private final @Nullable String guid;
  private final @Nullable String url;
  private @Nullable String title = "A title";
  private @Nullable String summary = "A summary";
  private String html = "<p>A text.</p>";
  private @Nullable Instant published = DAY;
  private @Nullable Instant updated;
  private List<String> authors = List.of("Ada");
  private List<String> categories = List.of();
  private @Nullable ArticleImage image;
  private List<NamedFile> files = List.of();
  private String language = "en";
  private @Nullable String sponsor;
  private @Nullable String correction;
  private boolean withdrawn;

  private ItemDraft(String site, @Nullable String guid, @Nullable String url) {
    this.site = site;
    this.guid = guid;
    this.url = url;
  }

  /// At an address that ends in its id.
  public static ItemDraft item(String site, String guid) {
    return item(site, guid, "/" + guid);
  }

  public static ItemDraft item(String site, @Nullable String guid, @Nullable String url) {
    return new ItemDraft(site, guid, url);
  }

  private ItemDraft with(Consumer<ItemDraft> word) {
    var copy = new ItemDraft(site, guid, url);
    copy.title = title;
    copy.summary = summary;
    copy.html = html;
    copy.published = published;
    copy.updated = updated;
    copy.authors = authors;
    copy.categories = categories;
    copy.image = image;
    copy.files = files;
    copy.language = language;
    copy.sponsor = sponsor;
    copy.correction = correction;
    copy.withdrawn = withdrawn;
    word.accept(copy);
    return copy;
  }

  public ItemDraft titled(@Nullable String words) {
    return with(draft -> draft.title = words);
  }

  public ItemDraft summarised(@Nullable String words) {
    return with(draft -> draft.summary = words);
  }

  public ItemDraft saying(String markup) {
    return with(draft -> draft.html = markup);
  }

  public ItemDraft filed(String... under) {
    return with(draft -> draft.categories = List.of(under));
  }

  public ItemDraft by(String... names) {
    return with(draft -> draft.authors = List.of(names));
  }

  public ItemDraft published(@Nullable Instant at) {
    return with(draft -> draft.published = at);
  }

  public ItemDraft updated(@Nullable Instant at) {
    return with(draft -> draft.updated = at);
  }

  public ItemDraft in(String tag) {
    return with(draft -> draft.language = tag);
  }

  public ItemDraft paidBy(@Nullable String name) {
    return with(draft -> draft.sponsor = name);
  }

  public ItemDraft corrected(@Nullable String note) {
    return with(draft -> draft.correction = note);
  }

  public ItemDraft pictured(String address, String alt) {
    return with(draft -> draft.image = new ArticleImage(URI.create(address), alt));
  }

  public ItemDraft enclosing(NamedFile... named) {
    return with(draft -> draft.files = List.of(named));
  }

  public ItemDraft withdrawn() {
    return with(draft -> draft.withdrawn = true);
  }

  public IncomingArticle incoming() {
    return new IncomingArticle(
        site,
        guid,
        url,
        false,
        title,
        summary,
        html,
        URI.create("https://example.org/"),
        published,
        updated,
        authors,
        categories,
        image,
        files,
        language,
        sponsor,
        correction,
        withdrawn);
  }
}
