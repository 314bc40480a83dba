package org.courant.feed;

import java.nio.charset.StandardCharsets;
import org.courant.publication.Publication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;

/// Every feed in one file, for feed readers to import. The framework compares the validators.
@Controller
class OpmlController {
  private static final MediaType TYPE = new MediaType("text", "x-opml", StandardCharsets.UTF_8);

  private final Feeds feeds;
  private final Publication publication;

  OpmlController(Feeds feeds, Publication publication) {
    this.feeds = feeds;
    this.publication = publication;
  }

  @GetMapping("/feeds.opml")
  ResponseEntity<byte[]> opml() {
    var bytes = Opml.write(publication, feeds.all());
    return ResponseEntity.ok()
        .contentType(TYPE)
        .eTag("\"" + DigestUtils.md5DigestAsHex(bytes) + "\"")
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .body(bytes);
  }
}
