package org.courant.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.article.Ledger;
import org.courant.document.FeedFormat;
import org.courant.feed.Feeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// RFC 3229 with `feed`: only what is new since the version that the reader has.
@CourantTest
class FeedDeltaTests {
  private static final Instant NOW = TestClock.START;

  private static final String WANTED = "A-IM: feed";

  @Autowired private Ledger ledger;
  @Autowired private Feeds feeds;
  @Autowired private TestClock clock;
  @LocalServerPort private int port;

  private final String source = "delta-" + UUID.randomUUID();
  private Wire wire;

  @BeforeEach
  void threeArticles() {
    wire = new Wire(port);
    clock.set(NOW);
    record("a", "Alpha");
    record("b", "Beta");
    record("c", "Gamma");
    feeds.rebuild(NOW);
  }

  /// The feed has room for some tests' articles, not for all.
  @AfterEach
  void leaveRoom() {
    ledger.withdraw(
        source, source, List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), "done", NOW);
  }

  private void record(String guid, String title) {
    ledger.record(
        item(source, guid).titled(title).filed("advice").published(NOW).incoming(), null, NOW);
  }

  private static String path(FeedFormat format) {
    return "/feeds/advice." + format.extension();
  }

  private String etag(FeedFormat format) throws IOException {
    return wire.get(path(format)).field("etag");
  }

  private static String known(String etag) {
    return "If-None-Match: " + etag;
  }

  @ParameterizedTest
  @EnumSource
  void sendsOnlyWhatIsNewOrChanged(FeedFormat format) throws IOException {
    var before = etag(format);
    record("b", "Beta corrected");
    record("d", "Delta");
    feeds.rebuild(NOW);
    var news = wire.get(path(format), WANTED, known(before));
    assertThat(news.status()).isEqualTo(226);
    assertThat(news.fields())
        .containsEntry("im", "feed")
        .containsEntry("delta-base", before)
        .containsEntry("etag", etag(format))
        .containsEntry("cache-control", "no-store, im, max-age=300")
        .containsEntry("vary", "Accept-Encoding, A-IM")
        .containsEntry("content-length", news.body().length + "");
    assertThat(news.text())
        .contains("Beta corrected", "Delta", "Advice")
        .doesNotContain("Alpha", "Gamma");

    var packed = wire.get(path(format), WANTED, known(before), "Accept-Encoding: zstd");
    assertThat(packed.field("content-encoding")).isEqualTo("zstd");
    assertThat(packed.field("etag")).endsWith("-zstd\"");
    assertThat(packed.text()).isEqualTo(news.text());
    assertThat(wire.send("HEAD", path(format), WANTED, known(before)).fields())
        .isEqualTo(news.fields());
  }

  @Test
  void whoHasTheNewestGetsNothing() throws IOException {
    assertThat(wire.get("/feeds/advice.rss", WANTED, known(etag(FeedFormat.RSS))).status())
        .isEqualTo(304);
    // In another coding it is another representation, but there is nothing new in it.
    assertThat(
            wire.get(
                    "/feeds/advice.rss",
                    WANTED,
                    known(etag(FeedFormat.RSS)),
                    "Accept-Encoding: gzip")
                .status())
        .isEqualTo(304);
  }

  @Test
  void whatIsAskedForMayStandInTheSecondLine() throws IOException {
    var before = etag(FeedFormat.RSS);
    record("j", "Kappa");
    feeds.rebuild(NOW);
    assertThat(
            wire.get("/feeds/advice.rss", "A-IM: vcdiff", WANTED, known("\"other\""), known(before))
                .status())
        .isEqualTo(226);
  }

  @Test
  void whatIsOnlyMissingNowIsNoNews() throws IOException {
    var before = etag(FeedFormat.JSON);
    ledger.withdraw(source, source, List.of("a"), "its file is gone", NOW);
    feeds.rebuild(NOW);
    assertThat(etag(FeedFormat.JSON)).isNotEqualTo(before);
    var answer = wire.get("/feeds/advice.json", WANTED, known(before));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.field("etag")).isEqualTo(etag(FeedFormat.JSON));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A-IM: vcdiff", "A-IM: feed;q=0", "X-Nothing: 1"})
  void whoDoesNotAskForItGetsTheWhole(String field) throws IOException {
    var before = etag(FeedFormat.RSS);
    record("e", "Epsilon");
    feeds.rebuild(NOW);
    var answer = wire.get("/feeds/advice.rss", field, known(before));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("Alpha", "Epsilon");
    assertThat(answer.fields()).doesNotContainKey("im");
  }

  @Test
  void whoHasWhatNobodyKnowsGetsTheWhole() throws IOException {
    var before = etag(FeedFormat.ATOM);
    record("f", "Zeta");
    feeds.rebuild(NOW);
    for (var stranger :
        List.of(
            "\"0123456789abcdef0123456789abcdef-atom\"",
            "\"-atom\"",
            "\"atom\"",
            "\"\"",
            "\"",
            before.replace("-atom", "-rss"))) {
      assertThat(wire.get("/feeds/advice.atom", WANTED, known(stranger)).status())
          .as(stranger)
          .isEqualTo(200);
    }
    assertThat(
            wire.get("/feeds/advice.atom", "A-IM: gzip;q=0.5, Feed", known("\"x,y\", W/" + before))
                .status())
        .isEqualTo(226);
  }

  @Test
  void aVersionIsForgottenAfterAMonth() throws IOException {
    var before = etag(FeedFormat.RSS);
    record("g", "Eta");
    feeds.rebuild(NOW);
    record("h", "Theta");
    feeds.rebuild(NOW.plus(Duration.ofDays(29)));
    assertThat(wire.get("/feeds/advice.rss", WANTED, known(before)).status()).isEqualTo(226);
    record("i", "Iota");
    feeds.rebuild(NOW.plus(Duration.ofDays(31)));
    assertThat(wire.get("/feeds/advice.rss", WANTED, known(before)).status()).isEqualTo(200);
  }
}
