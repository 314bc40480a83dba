package org.courant.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.article.Ledger;
import org.courant.coding.Coding;
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

/// What a reader's program gets, byte by byte.
@CourantTest
class FeedServingTests {
  private static final Instant NOW = TestClock.START;
  private static final List<String> CODINGS = List.of("identity", "gzip", "br", "zstd");

  @Autowired private Ledger ledger;
  @Autowired private Feeds feeds;
  @Autowired private TestClock clock;
  @Autowired private MeterRegistry registry;
  @LocalServerPort private int port;

  private Wire wire;

  @BeforeEach
  void oneArticle() {
    wire = new Wire(port);
    ledger.record(
        item("serving", "1").titled("Über die Leitung").filed("advice").published(NOW).incoming(),
        null,
        NOW);
    feeds.rebuild(NOW);
    // Each version of a feed is dated later than the one before, whatever a test's clock says.
    clock.set(NOW.plus(Duration.ofDays(36_500)));
  }

  @AfterEach
  void setTheClockBack() {
    clock.set(NOW);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodingHoldsTheSameAndHasAnETagOfItsOwn(FeedFormat format) throws IOException {
    var path = "/feeds/advice." + format.extension();
    var texts = new HashSet<String>();
    var etags = new HashSet<String>();
    for (var coding : CODINGS) {
      var answer = wire.get(path, "Accept-Encoding: " + coding);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("content-encoding"))
          .isEqualTo(coding.equals("identity") ? "" : coding);
      assertThat(answer.field("content-length")).isEqualTo(answer.body().length + "");
      assertThat(answer.field("content-type")).isEqualTo(format.type() + ";charset=utf-8");
      texts.add(answer.text());
      etags.add(answer.field("etag"));
      var again =
          wire.get(path, "Accept-Encoding: " + coding, "If-None-Match: " + answer.field("etag"));
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.field("content-length")).isEmpty();
      assertThat(again.body()).isEmpty();
    }
    assertThat(texts).singleElement().asString().contains("Über die Leitung");
    assertThat(etags).hasSize(CODINGS.size());
  }

  @ParameterizedTest
  @EnumSource
  void headSaysWhatGetSays(Coding coding) throws IOException {
    for (var format : FeedFormat.values()) {
      var path = "/feeds/all." + format.extension();
      var accept = "Accept-Encoding: " + coding.token();
      var get = wire.get(path, accept);
      var head = wire.send("HEAD", path, accept);
      assertThat(head.fields()).isEqualTo(get.fields());
      assertThat(head.body()).isEmpty();
      var known = "If-None-Match: " + get.field("etag");
      assertThat(wire.send("HEAD", path, accept, known).fields())
          .isEqualTo(wire.get(path, accept, known).fields())
          .containsKeys("etag", "cache-control", "vary", "link");
    }
  }

  @Test
  void aTagMayStandInTheSecondLine() throws IOException {
    var etag = wire.get("/feeds/advice.rss").field("etag");
    assertThat(
            wire.get("/feeds/advice.rss", "If-None-Match: \"a\"", "If-None-Match: W/" + etag)
                .status())
        .isEqualTo(304);
  }

  @Test
  void aFieldMayStandInSeveralLines() throws IOException {
    var packed =
        wire.get("/feeds/advice.rss", "Accept-Encoding: identity;q=0.5", "Accept-Encoding: gzip");
    assertThat(packed.field("content-encoding")).isEqualTo("gzip");
    var none = wire.get("/feeds/advice.rss", "Accept-Encoding: *", "Accept-Encoding: gzip;q=0");
    assertThat(none.field("content-encoding")).isEmpty();
  }

  /// They are ignored (RFC 9110, section 13.1.3).
  @ParameterizedTest
  @ValueSource(
      strings = {"banana", "0", "-1", "2026-11-24T01:38:30Z", "Tue, 32 Nov 2026 08:00:00 GMT"})
  void aDateThatIsNoneAsksForTheWhole(String date) throws IOException {
    assertThat(wire.get("/feeds/advice.rss", "If-Modified-Since: " + date).status()).isEqualTo(200);
  }

  @Test
  void aVersionOfThisVeryMomentHasNoDateInTheFuture() throws IOException {
    var dated = wire.get("/feeds/advice.rss").field("last-modified");
    assertThat(dated).endsWith("GMT");
    assertThat(wire.get("/feeds/advice.rss", "If-Modified-Since: " + dated).status())
        .isEqualTo(304);
    clock.set(NOW.minusSeconds(86_400));
    var early = wire.get("/feeds/advice.rss", "If-Modified-Since: " + dated);
    assertThat(early.status()).isEqualTo(200);
    assertThat(early.field("last-modified")).isEmpty();
  }

  @Test
  void guardsWhatABrowserWouldMakeOfIt() throws IOException {
    var fields = wire.get("/feeds/advice.atom").fields();
    assertThat(fields)
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("referrer-policy", "no-referrer")
        .containsKey("content-security-policy")
        .doesNotContainKeys("set-cookie", "pragma", "expires", "transfer-encoding");
  }

  @Test
  void everyAnswerIsCounted() throws IOException {
    var etag = wire.get("/feeds/advice.rdf").field("etag");
    var before = List.of(count("200"), count("304"), count("405"));
    wire.get("/feeds/advice.rdf");
    wire.get("/feeds/advice.rdf", "If-None-Match: " + etag);
    wire.send("DELETE", "/feeds/advice.rdf");
    assertThat(List.of(count("200"), count("304"), count("405")))
        .isEqualTo(before.stream().map(one -> one + 1).toList());
  }

  private long count(String status) {
    return registry
        .find("http.server.requests")
        .tags("uri", "/feeds/{slug}.rdf", "status", status)
        .timers()
        .stream()
        .mapToLong(io.micrometer.core.instrument.Timer::count)
        .sum();
  }

  @Test
  void touchesNoDatabase() throws IOException {
    var etag = wire.get("/feeds/advice.rss").field("etag");
    var before = connectionsTaken();
    for (int i = 0; i < 20; i++) {
      wire.get("/feeds/advice.rss");
      wire.get("/feeds/advice.rss", "Accept-Encoding: br", "A-IM: feed");
      wire.get("/feeds/advice.rss", "If-None-Match: " + etag);
    }
    assertThat(connectionsTaken()).isEqualTo(before).isPositive();
  }

  private long connectionsTaken() {
    return registry.get("hikaricp.connections.usage").timer().count();
  }

  @Test
  void theListOfAllFeedsIsConditionalToo() throws IOException {
    var opml = wire.get("/feeds.opml");
    assertThat(opml.status()).isEqualTo(200);
    var again = wire.get("/feeds.opml", "If-None-Match: " + opml.field("etag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.field("content-length")).isEmpty();
  }
}
