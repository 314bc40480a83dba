package org.courant.serving;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.courant.article.IncomingArticle;

/// Articles of a test's own source.
record Given(String source, String section) {
  IncomingArticle article(String guid, String title, Instant published) {
    return new IncomingArticle(
        source,
        guid,
        "/" + guid,
        false,
        title,
        null,
        "<p>Text of " + title + ".</p>",
        URI.create("https://example.org/"),
        published,
        null,
        List.of(),
        List.of(section),
        null,
        List.of(),
        "en",
        null,
        null,
        false);
  }
}
