package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.source.PullReport.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// How Courant behaves towards servers, and how it takes what they do.
@CourantTest
class MannersTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String name = "manners-" + UUID.randomUUID();
  private final OddFeed feed = new OddFeed();
  private final Pulls pulls;
  private final Sources sources;
  private final SourceListing listing;

  @Autowired
  MannersTests(Pulls pulls, Sources sources, SourceListing listing) throws IOException {
    this.pulls = pulls;
    this.sources = sources;
    this.listing = listing;
  }

  @AfterEach
  void stop() {
    feed.close();
  }

  @Test
  void aPermanentRedirectBecomesTheAddressAfterSevenDays() {
    feed.redirect("/old", 301, "/new");

    assertThat(pull("/old", 0).problems())
        .containsExactly(
            "it says that it moved for good to %s: it is pulled from there once it has said so for 7 days"
                .formatted(feed.address("/new")));
    assertThat(pull("/old", 4).problems()).isEmpty();
    assertThat(listed("/old")).contains("it says since 2026-11-23T08:00:00Z that it moved to ");
    assertThat(pull("/old", 7).problems())
        .singleElement()
        .asString()
        .contains("is pulled from there; write that into the settings");

    feed.asked.clear();
    pull("/old", 8);
    assertThat(feed.asked).singleElement().asString().startsWith("/new");
    assertThat(listed("/old")).contains("is pulled from " + feed.address("/new"));
  }

  @Test
  void aPassingRedirectNeverDoes() {
    feed.redirect("/old", 302, "/new");
    feed.redirect("/older", 307, "/new");
    for (var path : List.of("/old", "/older")) {
      pull(path, 0);
      pull(path, 30);
      assertThat(sources.get(name).move()).isEqualTo(Move.NONE);
    }
  }

  @Test
  void anotherAddressInTheSettingsForgetsTheMove() {
    feed.redirect("/old", 308, "/new");
    pull("/old", 0);
    pull("/old", 7);
    assertThat(sources.get(name).move().pulledFrom()).isEqualTo(feed.address("/new"));

    pull("/third", 8);
    assertThat(sources.get(name).move()).isEqualTo(Move.NONE);
    assertThat(feed.asked.getLast()).startsWith("/third");
  }

  @Test
  void whatIsGoneAtThePlaceItMovedToIsLookedForWhereItWas() {
    feed.redirect("/old", 301, "/new");
    pull("/old", 0);
    pull("/old", 7);
    feed.status = 410;

    var report = pull("/old", 8);
    assertThat(report.problems().getFirst()).contains("is looked for at " + feed.address("/old"));
    feed.asked.clear();
    pull("/old", 9);
    assertThat(feed.asked.getFirst()).isEqualTo("/old");
  }

  @Test
  void whatFailsAgainAndAgainWhereItMovedToIsLookedForWhereItWas() {
    feed.redirect("/old", 301, "/new");
    pull("/old", 0);
    pull("/old", 7);
    feed.status = 404;
    for (var day = 8; day < 13; day++) {
      pull("/old", day);
    }
    assertThat(sources.get(name).move()).isEqualTo(Move.NONE);
  }

  @Test
  void anotherEtagWithTheSameTimeIsAnotherDocument() {
    feed.headers = Map.of("ETag", "\"1\"", "Last-Modified", "Mon, 23 Nov 2026 07:00:00 GMT");
    pull("/", 0);
    feed.headers = Map.of("ETag", "\"2\"", "Last-Modified", "Mon, 23 Nov 2026 07:00:00 GMT");
    feed.body = OddFeed.feed("", OddFeed.item("2", "2026-11-23"));

    assertThat(pull("/", 1).created()).isEqualTo(1);
    pull("/", 2);
    assertThat(feed.asked)
        .containsExactly(
            "/ null null",
            "/ \"1\" Mon, 23 Nov 2026 07:00:00 GMT",
            "/ \"2\" Mon, 23 Nov 2026 07:00:00 GMT");
  }

  @Test
  void aDocumentWithTheSameBytesIsNotReadAgain() {
    pull("/", 0);
    var again = pull("/", 1);

    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(again.unchanged()).isZero();
  }

  @Test
  void aServerThatSays304ForEverIsAskedWithoutConditionsOnceAWeek() {
    feed.headers = Map.of("ETag", "\"1\"");
    pull("/", 0);
    feed.status = 304;
    for (var day = 1; day <= 7; day++) {
      assertThat(pull("/", day).outcome()).isEqualTo(Outcome.UNCHANGED);
    }
    assertThat(feed.asked.getLast()).isEqualTo("/ \"1\" null");

    feed.status = 200;
    feed.body = OddFeed.feed("", OddFeed.item("2", "2026-11-23"));
    assertThat(pull("/", 8).created()).isEqualTo(1);
    assertThat(feed.asked.getLast()).isEqualTo("/ null null");
    feed.status = 304;
    pull("/", 9);
    assertThat(feed.asked.getLast()).isEqualTo("/ \"1\" null");
  }

  @Test
  void notModifiedIsNoAnswerToWhoKnowsNothing() {
    feed.status = 304;

    var report = pull("/", 0);
    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.problems().getFirst())
        .contains("answers 304")
        .contains("the whole was asked");
    assertThat(sources.get(name).firstReadAt()).isNull();
  }

  @Test
  void whatADocumentAsksForHoldsWhileItIsUnchanged() {
    feed.headers = Map.of("ETag", "\"1\"");
    feed.body = OddFeed.feed("<ttl>180</ttl>");
    pull("/", 0);
    assertThat(pauseAfter(0)).isGreaterThanOrEqualTo(Duration.ofHours(3));
    feed.status = 304;
    pull("/", 1);
    assertThat(pauseAfter(1)).isGreaterThanOrEqualTo(Duration.ofHours(3));

    feed.status = 200;
    feed.body = OddFeed.feed("");
    pull("/", 2);
    assertThat(pauseAfter(2)).isLessThan(Duration.ofHours(1));
  }

  @Test
  void whatTheServerPromisesToBeFreshIsNotAskedForAgain() {
    feed.body = OddFeed.feed("");
    feed.headers = Map.of("ETag", "\"1\"", "Cache-Control", "public, max-age=7200");
    pull("/", 0);
    assertThat(pauseAfter(0)).isGreaterThanOrEqualTo(Duration.ofHours(2));
    feed.status = 304;
    pull("/", 1);
    assertThat(pauseAfter(1)).isGreaterThanOrEqualTo(Duration.ofHours(2));
  }

  @Test
  void aFeedThatIsGoneStopsAndSaysSo() {
    pull("/", 0);
    feed.status = 410;
    pull("/", 1);

    assertThat(listed("/"))
        .contains("stopped  not pulled by schedule")
        .contains("/ answers 410: it is gone for good; `courant pull " + name + "` tries it again");
  }

  private Duration pauseAfter(int day) {
    return Duration.between(at(day), sources.get(name).notBefore());
  }

  private static Instant at(int day) {
    return NOW.plus(Duration.ofDays(day));
  }

  private PullReport pull(String path, int day) {
    return pulls.pull(source(path), false, at(day));
  }

  private DeclaredSource source(String path) {
    return GivenSource.of(name, SourceKind.FEED, feed.address(path));
  }

  private String listed(String path) {
    var printed = new StringWriter();
    listing.print(source(path), 1, new PrintWriter(printed, true));
    return printed.toString();
  }
}
