package org.courant.publication;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The site whose articles are published: one per installation.
///
/// @param baseUrl absolute http(s) address without a trailing slash, under which readers reach this
///   service
/// @param tagAuthority authority and date of the permanent article ids (RFC 4151, section 2.1),
///   such as `example.org,2026`
/// @param outsideHubs WebSub hubs elsewhere that are told of changes too
/// @param language BCP 47 tag
public record Publication(
    String title,
    String tagline,
    URI baseUrl,
    String tagAuthority,
    String language,
    ZoneId zone,
    String postalAddress,
    String contact,
    String copyright,
    List<URI> outsideHubs) {

  public Publication {
    outsideHubs = List.copyOf(outsideHubs);
  }

  /// With no hub but its own.
  public Publication(
      String title,
      String tagline,
      URI baseUrl,
      String tagAuthority,
      String language,
      ZoneId zone,
      String postalAddress,
      String contact,
      String copyright) {
    this(
        title,
        tagline,
        baseUrl,
        tagAuthority,
        language,
        zone,
        postalAddress,
        contact,
        copyright,
        List.of());
  }

  /// The Link header of a topic, in one field: every hub that is told of its changes, its own
  /// first, and the topic (WebSub, section 4).
  public String hubLinks(String topic) {
    return Stream.concat(Stream.of(url("/hub")), outsideHubs.stream())
            .map("<%s>; rel=\"hub\""::formatted)
            .collect(Collectors.joining(", "))
        + ", <%s>; rel=\"self\"".formatted(topic);
  }

  /// The absolute address of a path of this service; `path` starts with a slash.
  public URI url(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with a slash: " + path);
    }
    return URI.create(baseUrl + path);
  }

  /// Whether readers reach this service over TLS, as one-click unsubscription requires (RFC 8058,
  /// section 3.1).
  public boolean secure() {
    return "https".equalsIgnoreCase(baseUrl.getScheme());
  }

  /// The host of the base URL: the domain of list ids and message ids.
  public String domain() {
    return baseUrl.getHost().toLowerCase(Locale.ROOT);
  }
}
