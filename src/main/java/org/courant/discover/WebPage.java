package org.courant.discover;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.extract.Document;
import org.courant.extract.UnreadableDocument;
import org.courant.page.PageReader;
import org.jspecify.annotations.Nullable;

/// A web page as the pulls of kind `site` read it, in the shape of a feed of one item.
final class WebPage {
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?is)[^<]{0,20}+(?:<\\?[^>]*+>\\s*+|<!--.*?-->\\s*+)*+<(?:!doctype\\s+html|html|head|body)\\b.*");
  private static final Pattern FEED =
      Pattern.compile("(?is)[^<{]{0,20}+(?:\\{|.*<(?:rss|feed|[a-z]+:rdf)\\b)");
  private static final int SNIFFED = 4096;

  private WebPage() {}

  /// By what its server says, or else by how it begins.
  static boolean isOne(byte[] body, @Nullable String contentType) {
    var start = new String(body, 0, Math.min(body.length, SNIFFED), ISO_8859_1);
    return BEGINNING.matcher(start).matches()
        || (contentType != null
            && contentType.toLowerCase(Locale.ROOT).contains("html")
            && !FEED.matcher(start).lookingAt());
  }

  /// @param asked whether its server was asked for it
  static Document read(byte[] body, @Nullable String contentType, URI address, boolean asked)
      throws UnreadableDocument {
    return switch (PageReader.read(body, contentType, address)) {
      case PageReader.Finding.Article(var item, var why) -> {
        var warnings = new ArrayList<String>();
        warnings.add("is a web page and no feed: read as a source of kind site reads it");
        warnings.addAll(why);
        if (asked) {
          warnings.add("its robots.txt is not asked, since a person reads it; a pull asks it");
        }
        yield new Document(
            null, null, null, null, null, null, List.of(item), warnings, Optional.empty());
      }
      case PageReader.Finding.Other(var reason) ->
          throw new UnreadableDocument("is a web page and no feed, and no article: " + reason);
    };
  }
}
