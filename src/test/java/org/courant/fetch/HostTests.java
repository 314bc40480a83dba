package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTests {

  @ParameterizedTest
  @CsvSource({
    "https://a.example/feed, a.example",
    "https://a.example:443/feed, a.example",
    "http://A.Example:80, a.example",
    "http://a.example., a.example",
    "http://a.example:443, a.example:443",
    "https://a.example:8443/x, a.example:8443",
    "http://[::1]:8080/, [::1]:8080"
  })
  void aHostHasOneName(URI address, String name) {
    assertThat(Host.of(address)).isEqualTo(name);
  }
}
