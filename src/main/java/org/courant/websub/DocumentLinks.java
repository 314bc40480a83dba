package org.courant.websub;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.courant.extract.HeadLinks;
import org.courant.fetch.Fetched;

/// The links at the head of a document: a feed, whatever faults it has, or a web page. One that
/// cannot be read names no hub: then it is pulled as before.
final class DocumentLinks {
  private DocumentLinks() {}

  static HubLinks read(Fetched.Content content) {
    var links = HeadLinks.of(content.body(), content.contentType(), content.address());
    var self = named(links, "self", content.address()).findFirst();
    return new HubLinks(named(links, "hub", content.address()).toList(), self.orElse(null));
  }

  private static Stream<URI> named(List<HeadLinks.Link> links, String name, URI base) {
    return links.stream()
        .filter(link -> HubLinks.has(link.rel(), name))
        .map(link -> HubLinks.resolve(base, link.href()))
        .filter(Objects::nonNull);
  }
}
