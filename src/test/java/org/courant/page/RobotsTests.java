package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RobotsTests {

  @Test
  void theLongestRuleDecides() {
    var robots =
        Robots.of(
            """
            User-agent: *
            Disallow: /private/
            Allow: /private/open
            Disallow: /*.pdf$
            Disallow: /s?q=
            """);

    assertThat(allows(robots, "/")).isTrue();
    assertThat(allows(robots, "/private/a")).isFalse();
    assertThat(allows(robots, "/private/open-day")).isTrue();
    assertThat(allows(robots, "/a/b.pdf")).isFalse();
    assertThat(allows(robots, "/a/b.pdf.html")).isTrue();
    assertThat(allows(robots, "/s?q=iron")).isFalse();
  }

  @Test
  void rulesForUsReplaceThoseForEverybody() {
    var robots =
        Robots.of(
            """
            User-agent: Other
            User-Agent: Courant/1.0
            Disallow: /drafts # not yet
            Crawl-delay: 2.5

            User-agent: *
            Disallow: /
            Sitemap: https://news.example/map.xml
            """);

    assertThat(allows(robots, "/a")).isTrue();
    assertThat(allows(robots, "/drafts/1")).isFalse();
    assertThat(robots.delay()).contains(Duration.ofMillis(2500));
    assertThat(robots.sitemaps()).containsExactly("https://news.example/map.xml");
  }

  @Test
  void anEmptyDisallowForbidsNothing() {
    assertThat(allows(Robots.of("User-agent: *\nDisallow:"), "/a")).isTrue();
    assertThat(allows(Robots.of(""), "/a")).isTrue();
    assertThat(allows(Robots.of("User-agent: *\nDisallow: /"), "/a")).isFalse();
  }

  /// On a thread of its own: what looks too long is not to be interrupted.
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aRuleOfManyStarsIsReadAtOnce() {
    var robots = Robots.of("User-agent: *\nDisallow: /" + "*a".repeat(900) + "$");

    assertThat(allows(robots, "/" + "a".repeat(899) + "b")).isTrue();
  }

  private static boolean allows(Robots robots, String path) {
    return robots.allows(URI.create("https://news.example" + path));
  }
}
