package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.courant.publication.Publication;

/// A subscriber's address: kept and called as it was given, character by character.
///
/// @param host lower-cased, for limits
record Callback(String address, String host) {
  /// Below what an index row takes; no known subscriber comes near it.
  private static final int LONGEST = 2000;

  private static final int HIGHEST_SYSTEM_PORT = 1023;

  /// @throws IllegalArgumentException with a sentence for the subscriber
  static Callback parse(String address, Publication publication) {
    require(address.length() <= LONGEST, "has more than " + LONGEST + " characters");
    require(address.chars().allMatch(c -> c > ' ' && c < 127), "is no ASCII address");
    var uri = uri(address);
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    require(scheme.equals("http") || scheme.equals("https"), "is no http or https address");
    require(uri.getHost() != null, "names no host");
    require(uri.getRawUserInfo() == null, "has a user name or a password");
    require(uri.getRawFragment() == null, "has a fragment");
    // Other services listen on the low ports; none of them wants a feed.
    int port = uri.getPort();
    require(
        port == -1 || port == 80 || port == 443 || port > HIGHEST_SYSTEM_PORT,
        "has the port " + port + "; use 80, 443 or one above " + HIGHEST_SYSTEM_PORT);
    var host = uri.getHost().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    boolean here = web(port) == web(publication.baseUrl().getPort());
    require(!here || !host.equals(publication.domain()), "is this site itself");
    return new Callback(address, host);
  }

  /// The ports at which one and the same site answers.
  private static int web(int port) {
    return port == 80 || port == 443 ? -1 : port;
  }

  private static URI uri(String address) {
    try {
      return URI.create(address);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("hub.callback is no valid address");
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException("hub.callback " + otherwise);
    }
  }

  /// The address with parameters after whatever query it has (WebSub, section 5.3).
  static URI with(String address, Map<String, String> parameters) {
    var query =
        parameters.entrySet().stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    int mark = address.indexOf('?');
    var joint = mark < 0 ? "?" : mark == address.length() - 1 ? "" : "&";
    return URI.create(address + joint + query);
  }

  /// `%20` for a space is read everywhere, `+` is not.
  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
