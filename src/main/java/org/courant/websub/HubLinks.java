package org.courant.websub;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.fetch.Fetched;
import org.jspecify.annotations.Nullable;

/// What a feed says of who tells of its changes (WebSub, section 4).
///
/// @param self the topic, or null where it is not said
record HubLinks(List<URI> hubs, @Nullable URI self) {
  /// Possessive, since a stranger's header may be longer than the stack is deep.
  private static final Pattern LINK = Pattern.compile("<([^>]*+)>((?:[^,\"]++|\"[^\"]*+\")*+)");

  private static final Pattern REL =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);

  /// Where to ask for what.
  record Found(URI hub, URI topic) {}

  /// The Link headers (RFC 8288), and the document for what they do not say.
  static HubLinks of(Fetched.Content content) {
    var headers = of(content.header("link"), content.address());
    if (!headers.hubs().isEmpty() && headers.self() != null) {
      return headers;
    }
    var document = DocumentLinks.read(content);
    return new HubLinks(
        headers.hubs().isEmpty() ? document.hubs() : headers.hubs(),
        headers.self() == null ? document.self() : headers.self());
  }

  static HubLinks of(List<String> headers, URI base) {
    var hubs = new ArrayList<URI>();
    URI self = null;
    for (var header : headers) {
      var links = LINK.matcher(header);
      while (links.find()) {
        var rel = REL.matcher(links.group(2));
        var names = rel.find() ? rel.group(1) == null ? rel.group(2) : rel.group(1) : "";
        var target = resolve(base, links.group(1));
        if (target != null && has(names, "hub")) {
          hubs.add(target);
        }
        self = self == null && has(names, "self") ? target : self;
      }
    }
    return new HubLinks(hubs, self);
  }

  static boolean has(@Nullable String names, String name) {
    return names != null
        && List.of(names.strip().toLowerCase(Locale.ROOT).split("\\s+")).contains(name);
  }

  /// An absolute http or https address, or null.
  static @Nullable URI resolve(URI base, @Nullable String address) {
    try {
      if (address == null) {
        return null;
      }
      var uri = base.resolve(address.strip());
      var web = String.valueOf(uri.getScheme()).matches("(?i)https?");
      return web && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// The first hub over https; one over http only inside one's own network, since what it delivers
  /// proves nothing.
  Optional<Found> choose(boolean internal) {
    if (self == null) {
      return Optional.empty();
    }
    return hubs.stream()
        .filter(HubLinks::secure)
        .findFirst()
        .or(() -> hubs.stream().filter(_ -> internal).findFirst())
        .map(hub -> new Found(hub, self));
  }

  static boolean secure(URI hub) {
    return "https".equalsIgnoreCase(hub.getScheme());
  }
}
