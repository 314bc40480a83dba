package org.courant.article;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.courant.cleaning.WebAddress;
import org.jspecify.annotations.Nullable;

/// An item as a source gave it: nothing in it is trusted, everything is cleaned by the [Ledger].
///
/// @param site the key of the site whose sources share identities
/// @param guid the site's own id
/// @param linkShared whether other items of the same document have the same link, which then tells
///   none of them from another
/// @param title plain text, as are `summary`, the names, the categories and the notes
/// @param html foreign HTML, uncleaned
/// @param base what relative addresses are resolved against
/// @param enclosures files that belong to it, as the source names them
public record IncomingArticle(
    String site,
    @Nullable String guid,
    @Nullable String url,
    boolean linkShared,
    @Nullable String title,
    @Nullable String summary,
    @Nullable String html,
    URI base,
    @Nullable Instant published,
    @Nullable Instant updated,
    List<String> authors,
    List<String> categories,
    @Nullable ArticleImage image,
    List<NamedFile> enclosures,
    @Nullable String language,
    @Nullable String sponsor,
    @Nullable String correction,
    boolean withdrawn) {
  public IncomingArticle {
    authors = List.copyOf(authors);
    categories = List.copyOf(categories);
    enclosures = List.copyOf(enclosures);
  }

  /// A file as a source names it.
  ///
  /// @param url possibly relative
  /// @param length bytes
  /// @param seconds how long it plays
  public record NamedFile(
      String url, @Nullable String type, @Nullable Long length, @Nullable Long seconds) {

    public NamedFile(String url, @Nullable String type, @Nullable Long length) {
      this(url, type, length, null);
    }
  }

  private static final Pattern RUNS =
      Pattern.compile("(?i)<script\\b|\\b(?:href|src)\\s*=\\s*[\"']?\\s*(?:javascript|vbscript):");

  /// What an editor may want to know that cleaning leaves out; each reads on after the item's name.
  public List<String> flaws() {
    var flaws = new ArrayList<String>();
    if (url != null && Cleaning.url(this) == null) {
      flaws.add("has the address `%s`, which is none of the web: it has no link".formatted(url));
    }
    if (html != null && RUNS.matcher(html).find()) {
      flaws.add("holds a script or a link that runs one: it is taken out");
    }
    enclosures.stream()
        .map(NamedFile::url)
        .filter(address -> WebAddress.resolve(address, base) == null)
        .limit(1)
        .map("has the enclosure `%s`, whose address is none of the web: it is left out"::formatted)
        .forEach(flaws::add);
    return flaws;
  }
}
