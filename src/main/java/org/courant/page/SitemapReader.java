package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.courant.extract.Dates;
import org.courant.extract.PlainText;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;
import org.jspecify.annotations.Nullable;

/// Reads a sitemap, a news sitemap or a sitemap index, packed or not, or a list of addresses as
/// plain text. It is read element by element, so that fifty megabytes need no tree of their own.
final class SitemapReader {
  /// Of the protocol: a sitemap's most bytes, unpacked, and most addresses.
  private static final int MOST_BYTES = 50 * 1024 * 1024;

  private static final int MOST_ENTRIES = 50_000;

  private SitemapReader() {}

  /// @param pages what a sitemap names
  /// @param maps what an index names
  record Sitemap(List<SitePage> pages, List<SitePage> maps) {
    boolean isEmpty() {
      return pages.isEmpty() && maps.isEmpty();
    }
  }

  /// Empty lists when it is no sitemap.
  ///
  /// @throws IOException with one sentence, if it cannot be unpacked within the limits
  static Sitemap read(byte[] body, URI address) throws IOException {
    var start = new String(body, 0, Math.min(body.length, 200), UTF_8).strip();
    try (var reader = reader(body, address)) {
      return start.startsWith("http") ? text(reader, address) : xml(reader, address);
    }
  }

  private static Reader reader(byte[] body, URI address) throws IOException {
    InputStream bytes = new ByteArrayInputStream(body);
    if (body.length > 2 && (body[0] & 0xFF) == 0x1F && (body[1] & 0xFF) == 0x8B) {
      bytes = new Limited(new GZIPInputStream(bytes), address);
    }
    return new InputStreamReader(bytes, UTF_8);
  }

  private static Sitemap text(Reader reader, URI base) throws IOException {
    var pages = new ArrayList<SitePage>();
    for (var line : new BufferedReader(reader).lines().limit(MOST_ENTRIES).toList()) {
      address(base, line).ifPresent(page -> pages.add(new SitePage(page, null, null, null)));
    }
    return new Sitemap(pages, List.of());
  }

  private static Sitemap xml(Reader reader, URI base) throws IOException {
    var pages = new ArrayList<SitePage>();
    var maps = new ArrayList<SitePage>();
    try (var parser = new StreamParser(Parser.xmlParser())) {
      parser.parse(reader, base.toString());
      for (var element = next(parser); element != null; element = next(parser)) {
        var found = entry(element, base);
        var into = name(element).equals("url") ? pages : maps;
        found.ifPresent(into::add);
        element.remove();
        if (pages.size() + maps.size() >= MOST_ENTRIES) {
          break;
        }
      }
    }
    return new Sitemap(pages, maps);
  }

  private static @Nullable Element next(StreamParser parser) throws IOException {
    return parser.selectNext("url, sitemap, *|url, *|sitemap");
  }

  private static Optional<SitePage> entry(Element element, URI base) {
    var lastmod = child(element, "lastmod");
    var news = news(element);
    return address(base, child(element, "loc"))
        .map(
            address ->
                new SitePage(
                    address,
                    lastmod,
                    Dates.parse(lastmod).orElse(news == null ? null : news.published()),
                    news));
  }

  private static SitePage.@Nullable News news(Element element) {
    for (var child : element.children()) {
      if (child.tagName().equals("news:news")) {
        var publication =
            child.children().stream().filter(part -> name(part).equals("publication")).findFirst();
        return new SitePage.News(
            PlainText.of(child(child, "title")),
            Dates.parse(child(child, "publication_date")).orElse(null),
            publication.map(part -> child(part, "language")).orElse(null));
      }
    }
    return null;
  }

  private static @Nullable String child(Element element, String name) {
    return element.children().stream()
        .filter(child -> name(child).equals(name))
        .map(child -> child.wholeText().strip())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  /// Without its prefix.
  private static String name(Element element) {
    var name = element.tagName();
    return name.substring(name.indexOf(':') + 1);
  }

  private static Optional<URI> address(URI base, @Nullable String text) {
    if (text == null || text.isBlank() || text.length() > 2_048) {
      return Optional.empty();
    }
    try {
      var address = base.resolve(text.strip().replace(" ", "%20"));
      return Optional.of(address).filter(found -> found.getHost() != null);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Stops a packed file that grows without end.
  private static final class Limited extends java.io.FilterInputStream {
    private final URI address;
    private long count;

    Limited(InputStream in, URI address) {
      super(in);
      this.address = address;
    }

    @Override
    public int read() throws IOException {
      counted(1);
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      var read = super.read(buffer, offset, length);
      counted(Math.max(read, 0));
      return read;
    }

    private void counted(int bytes) throws IOException {
      count += bytes;
      if (count > MOST_BYTES) {
        throw new IOException(address + " unpacks to more than 50 MB");
      }
    }
  }
}
