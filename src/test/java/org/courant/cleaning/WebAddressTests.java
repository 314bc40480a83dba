package org.courant.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAddressTests {
  private static final URI BASE = URI.create("https://example.org/a/b");

  @ParameterizedTest
  @CsvSource({
    "c, https://example.org/a/c",
    "/c?x=1, https://example.org/c?x=1",
    "//cdn.example/i.png, https://cdn.example/i.png",
    "?page=2, https://example.org/a/?page=2",
    "HTTP://Example.ORG/Path, http://example.org/Path",
    "http://münchen.example/ü, http://xn--mnchen-3ya.example/%C3%BC",
    "https://example.org/100%, https://example.org/100%25",
    "https://user:word@example.org/x, https://example.org/x",
    "https://example.org/a b|c, https://example.org/a%20b%7Cc"
  })
  void resolves(String raw, String expected) {
    assertThat(WebAddress.resolve(raw, BASE)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "javascript:alert(1)",
    "data:text/html;x",
    "ftp://example.org/x",
    "mailto:a@example.org",
    "http://",
    "https:///"
  })
  void knowsWhatIsNoWebAddress(String raw) {
    assertThat(WebAddress.resolve(raw, BASE)).isNull();
  }

  @Test
  void readsOnePageInManySpellings() {
    assertThat(
            java.util.stream.Stream.of(
                    "http://example.org/p/1",
                    "https://example.org/p/1/",
                    "https://example.org/p/1?utm_source=rss&utm_medium=x#top",
                    "https://EXAMPLE.org/p/1?fbclid=abc")
                .map(
                    raw ->
                        WebAddress.canonical(
                            java.util.Objects.requireNonNull(WebAddress.resolve(raw, BASE)))))
        .containsOnly("example.org/p/1");
    assertThat(WebAddress.canonical(URI.create("https://example.org/?utm_source=x"))).isNull();
    assertThat(WebAddress.canonical(URI.create("https://example.org/?p=12")))
        .isEqualTo("example.org?p=12");
  }
}
