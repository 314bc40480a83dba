package org.courant.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a feed of any usual kind: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Safe for many
/// threads.
public final class FeedReader {

  static final int LARGEST = 20 * 1024 * 1024;
  static final int MOST_ITEMS = 10_000;

  private final XmlFeedReader xml = new XmlFeedReader();
  private final JsonFeedReader json = new JsonFeedReader();

  /// @param contentType the HTTP header as it came, null for a file
  /// @param address where the bytes come from; named in messages
  public Document read(byte[] body, @Nullable String contentType, URI address)
      throws UnreadableDocument {
    if (body.length > LARGEST) {
      throw new UnreadableDocument(
          "%s has %d MB; a feed may have 20 MB".formatted(address, body.length >> 20));
    }
    var warnings = new ArrayList<String>();
    var text = FeedText.decode(body, contentType, warnings);
    if (text.isBlank()) {
      throw new UnreadableDocument(address + " is empty");
    }
    try {
      return isJson(text) ? json.read(text, warnings) : xml.read(text, warnings);
    } catch (UnreadableDocument fault) {
      throw new UnreadableDocument(address + " " + fault.getMessage(), fault);
    }
  }

  static boolean isJson(String text) {
    var at = 0;
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at) == '{';
  }

  static String tooMany(int items) {
    return "has %d items; the first %d are read".formatted(items, MOST_ITEMS);
  }

  /// What is wrong with one item, named by where it stands.
  static void warn(List<String> warnings, String place, String fault) {
    if (warnings.size() < 100) {
      warnings.add(place + ": " + fault);
    }
  }
}
