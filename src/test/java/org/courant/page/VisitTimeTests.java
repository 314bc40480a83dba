package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A site whose pages take six minutes each: a pull visits it for ten minutes and leaves the rest
/// to the next ones.
@CourantTest
class VisitTimeTests {
  private static final String TEXT =
      "Iron carries oxygen in the blood, and many women have too little.";

  private static final List<String> PAGES = List.of("/p/1", "/p/2", "/p/3");

  private final FakeSite server = new FakeSite();
  private final String name = "slow-" + UUID.randomUUID();

  @Autowired private Pulls pulls;
  @Autowired private TestClock clock;

  VisitTimeTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    clock.set(TestClock.START);
  }

  @Test
  void listedPagesAreVisitedForTenMinutes() {
    PAGES.forEach(path -> server.article(path, "Title of " + path, TEXT));
    list("/p/1", "/p/2", "/p/3");
    slow();

    assertThat(pull().created()).isEqualTo(2);
    assertThat(pull().created()).isEqualTo(1);
  }

  @Test
  void soAreThoseThatAreListedNoMore() {
    Stream.concat(PAGES.stream(), Stream.of("/kept"))
        .forEach(path -> server.article(path, "Title of " + path, TEXT));
    list("/p/1", "/p/2", "/p/3", "/kept");
    assertThat(pull().created()).isEqualTo(4);
    list("/kept");
    slow();

    pull();
    assertThat(visits()).hasSize(2);
    var before = visits();
    pull();
    assertThat(visits()).hasSize(3).containsAll(before);
    pull();
    assertThat(visits()).hasSize(3);
  }

  private void slow() {
    server.requests.clear();
    server.onVisit(
        path -> {
          if (path.startsWith("/p/")) {
            clock.advance(Duration.ofMinutes(6));
          }
        });
  }

  private List<String> visits() {
    return server.requests.stream().filter(PAGES::contains).toList();
  }

  private void list(String... paths) {
    server.sitemap(
        "/sitemap.xml",
        Stream.of(paths)
            .map(path -> "<loc>SITE%s</loc><lastmod>2026-03-01</lastmod>".formatted(path))
            .toArray(String[]::new));
  }

  private PullReport pull() {
    clock.advance(Duration.ofMinutes(15));
    return pulls.pull(
        GivenSource.of(name, SourceKind.SITE, server.address("/")), false, clock.instant());
  }
}
