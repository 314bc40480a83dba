package org.courant.wordpress;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.courant.fetch.Fetched;
import org.jsoup.Jsoup;

/// Where a page says that its site's REST API stands: in the Link header (RFC 8288) or in its head.
final class RestRoots {
  private static final String RELATION = "https://api.w.org/";
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^<]*)");

  private RestRoots() {}

  /// Told ones first, then the places where it usually is.
  static List<URI> of(Fetched.Content page) {
    var roots = new ArrayList<URI>();
    for (var header : page.header("Link")) {
      for (var link : LINK.matcher(header).results().toList()) {
        if (link.group(2).toLowerCase(Locale.ROOT).contains(RELATION)) {
          add(roots, page.address(), link.group(1));
        }
      }
    }
    for (var link : document(page).select("link[rel=\"" + RELATION + "\"][href]")) {
      add(roots, page.address(), link.attr("href"));
    }
    usual(page.address()).stream().filter(root -> !roots.contains(root)).forEach(roots::add);
    return roots;
  }

  /// For a site whose page says nothing, or cannot be had.
  static List<URI> usual(URI address) {
    var roots = new ArrayList<URI>();
    var folder = address.toString().replaceFirst("[?#].*$", "").replaceFirst("([^/])$", "$1/");
    add(roots, address, folder + "wp-json/");
    add(roots, address, folder + "?rest_route=/");
    add(roots, address, "/wp-json/");
    add(roots, address, "/?rest_route=/");
    return roots.stream().distinct().toList();
  }

  private static org.jsoup.nodes.Document document(Fetched.Content page) {
    try {
      return Jsoup.parse(new ByteArrayInputStream(page.body()), null, page.address().toString());
    } catch (IOException fault) {
      throw new UncheckedIOException("bytes in memory are always readable", fault);
    }
  }

  private static void add(List<URI> roots, URI base, String link) {
    try {
      roots.add(base.resolve(link.strip()));
    } catch (IllegalArgumentException _) {
      // What is no address leads nowhere.
    }
  }
}
