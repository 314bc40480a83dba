package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedLimitsTests {
  private static final int MANY = 10_001;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsTheFirstTenThousandItemsOfEitherFormat(boolean json) throws UnreadableDocument {
    var feed =
        json
            ? "{\"items\":[" + "{\"id\":1},".repeat(MANY - 1) + "{\"id\":2}]}"
            : "<rss version='2.0'><channel>" + "<item/>".repeat(MANY) + "</channel></rss>";

    var document =
        new FeedReader().read(feed.getBytes(UTF_8), null, URI.create("https://news.example/f"));

    assertThat(document.items()).hasSize(10_000);
    assertThat(document.warnings()).contains("has 10001 items; the first 10000 are read");
  }
}
