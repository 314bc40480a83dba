package org.courant.cleaning;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Addresses as foreign documents write them.
public final class WebAddress {
  private static final int LONGEST = 4000;
  private static final Pattern PARTS =
      Pattern.compile(
          "(https?):/*([^/?#]*@)?([^/?#:\\[\\]]+|\\[[0-9a-f:.]+])(:\\d*)?([^?#]*)(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);
  private static final Pattern UNSAFE = Pattern.compile("[\\s\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");
  private static final Pattern TRACKING =
      Pattern.compile(
          "(utm_[^=]*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|_ga|yclid|wt_mc|at_medium|at_campaign)(=.*)?");

  private WebAddress() {}

  /// The absolute http or https address, in ASCII, or null when it is none.
  public static @Nullable URI resolve(@Nullable String raw, URI base) {
    if (raw == null || raw.isBlank() || raw.length() > LONGEST) {
      return null;
    }
    try {
      var text = Characters.scrub(raw).strip();
      var whole = SCHEME.matcher(text).matches() ? text : base.resolve(encoded(text)).toString();
      return absolute(whole);
    } catch (URISyntaxException | IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable URI absolute(String text) throws URISyntaxException {
    var parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    var host = parts.group(3);
    if (!host.startsWith("[")) {
      host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }
    var port = parts.group(4) == null || parts.group(4).length() == 1 ? "" : parts.group(4);
    var authority = host.toLowerCase(Locale.ROOT) + port;
    var scheme = parts.group(1).toLowerCase(Locale.ROOT);
    var uri =
        new URI(scheme + "://" + authority + encoded(parts.group(5) + parts.group(6))).normalize();
    return uri.getHost() == null ? null : URI.create(uri.toASCIIString());
  }

  private static String encoded(String text) {
    return UNSAFE
        .matcher(text)
        .replaceAll(
            found ->
                found
                    .group()
                    .codePoints()
                    .mapToObj(c -> "%%%02X".formatted(c))
                    .collect(Collectors.joining()));
  }

  /// What two addresses of one page share: no scheme, no fragment, no tracking parameters, no slash
  /// at the end. Null for a home page, which is the address of no article.
  public static @Nullable String canonical(URI address) {
    var path = pathAndQuery(address);
    return path == null ? null : address.getRawAuthority() + path;
  }

  /// The same without the host.
  public static @Nullable String pathAndQuery(URI address) {
    var path = address.getRawPath() == null ? "" : address.getRawPath();
    var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    var query = address.getRawQuery();
    var kept =
        query == null
            ? ""
            : Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !TRACKING.matcher(part).matches())
                .collect(Collectors.joining("&"));
    var whole = kept.isEmpty() ? trimmed : trimmed + "?" + kept;
    return whole.isEmpty() ? null : whole;
  }
}
