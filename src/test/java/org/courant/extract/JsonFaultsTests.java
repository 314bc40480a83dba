package org.courant.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFaultsTests {
  private static final URI ADDRESS = URI.create("https://site.example/feed");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"items": [{"id": 1}                | it ends too early in line 1, column 21
          {"items": []} {"more": 1}           | something follows its end in line 1, column 15
          {"items": [1,, 2]}                  | there is a mistake in line 1, column 14
          {"items": nil}                      | there is a mistake in line 1, column 11
          {"items": ["half                    | it ends too early in line 1, column 17
          """)
  void aFaultIsToldInWordsAndByItsPlace(String json, String words) {
    assertThatExceptionOfType(UnreadableDocument.class)
        .isThrownBy(() -> new FeedReader().read(json.getBytes(UTF_8), null, ADDRESS))
        .withMessage(ADDRESS + " is no JSON: " + words);
  }
}
