package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// What a document says of the feed's other documents (RFC 5005) and of what was withdrawn.
class FeedPlaceTests {
  private static final Withdrawn GONE =
      new Withdrawn("tag:example.org,2026:article/9", Sample.DAY.plusMillis(86_400_123));

  private static String write(FeedFormat format, FeedMetadata feed, FeedContent content) {
    var document = FeedDocuments.write(format, feed, content);
    assertThat(FeedDocuments.refusal(format, feed, content, document)).isEmpty();
    return new String(document, UTF_8);
  }

  private static String write(FeedFormat format, Place place) {
    return write(format, Sample.feed(), new FeedContent(Sample.articles(), List.of(GONE), place));
  }

  private static FeedMetadata summaries() {
    var feed = Sample.feed();
    return new FeedMetadata(
        feed.slug(),
        feed.slug(),
        feed.title(),
        feed.description(),
        feed.page(),
        Optional.empty(),
        true,
        feed.rhythm(),
        feed.publication(),
        feed.sectionTitles(),
        feed.changed());
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void anArchiveIsByteForByteTheGoldenOne(FeedFormat format) throws Exception {
    golden("archive", format, write(format, new Place.Archive(2, Optional.of(1), Optional.of(3))));
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void summariesAreByteForByteTheGoldenOnes(FeedFormat format) throws Exception {
    var document = write(format, summaries(), Sample.content());
    golden("summaries", format, document);
    assertThat(document)
        .contains("Advertisement: paid for by Acme", "Correction, 1 November 2026:")
        .doesNotContain("Paid words.", "content:encoded>", "content_html");
  }

  private static void golden(String name, FeedFormat format, String document) throws Exception {
    var file = name + "." + format.extension();
    Files.writeString(Files.createDirectories(Path.of("target/feeds")).resolve(file), document);
    assertThat(document).isEqualTo(Files.readString(Path.of("src/test/resources/feed", file)));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSS", "ATOM", "RDF"})
  void theCurrentDocumentLeadsToTheNewestArchive(FeedFormat format) {
    var address = "https://news.example.org/feeds/all/archive/4." + format.extension();
    assertThat(write(format, new Place.Current(Optional.of(4))))
        .containsOnlyOnce("rel=\"prev-archive\"")
        .containsOnlyOnce(address)
        .contains("rel=\"hub\"")
        .doesNotContain("fh:archive", "rel=\"current\"", "next-archive");
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void theOldestArchiveHasNothingBeforeItAndTheNewestNothingAfter(FeedFormat format) {
    assertThat(write(format, new Place.Archive(1, Optional.empty(), Optional.empty())))
        .doesNotContain("prev-archive", "next-archive", "next_url");
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void aDeltaIsTheFeedWithFewerEntries(FeedFormat format) {
    assertThat(write(format, new Place.Delta())).isEqualTo(write(format, Place.Current.alone()));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSS", "ATOM", "RDF"})
  void theFeedSaysWhenItChangedWhateverItHolds(FeedFormat format) {
    var feed = Sample.feed().changed(Instant.parse("2026-11-05T06:07:08.9Z"));
    var said = format == FeedFormat.RSS ? "Thu, 05 Nov 2026 06:07:08 GMT" : "2026-11-05T06:07:08Z";
    for (var place : List.of(Place.Current.alone(), new Place.Delta())) {
      assertThat(write(format, feed, new FeedContent(List.of(), List.of(), place)))
          .containsOnlyOnce(said);
      assertThat(write(format, feed, new FeedContent(Sample.articles(), List.of(GONE), place)))
          .containsOnlyOnce(said);
    }
    var archive = new Place.Archive(1, Optional.empty(), Optional.empty());
    assertThat(write(format, feed, new FeedContent(Sample.articles(), List.of(), archive)))
        .doesNotContain(said);
  }

  @Test
  void jsonPagesLeadBackThroughTheArchives() {
    var json = JsonMapper.builder().build();
    var current = json.readTree(write(FeedFormat.JSON, new Place.Current(Optional.of(4))));
    var archive =
        json.readTree(
            write(FeedFormat.JSON, new Place.Archive(4, Optional.of(3), Optional.empty())));
    assertThat(current.path("next_url").stringValue()).endsWith("/feeds/all/archive/4.json");
    assertThat(archive.path("next_url").stringValue()).endsWith("/feeds/all/archive/3.json");
    assertThat(archive.path("feed_url")).isEqualTo(current.path("feed_url"));
    assertThat(archive.has("hubs")).isFalse();
  }

  @Test
  void onlyAtomCanTakeAnArticleBack() {
    assertThat(write(FeedFormat.ATOM, Place.Current.alone()))
        .containsOnlyOnce(
            "<at:deleted-entry ref=\"tag:example.org,2026:article/9\" when=\"2026-11-02T10:00:00Z\" />");
    for (var format : List.of(FeedFormat.RSS, FeedFormat.JSON, FeedFormat.RDF)) {
      assertThat(write(format, Place.Current.alone())).doesNotContain("article/9");
    }
    assertThat(new String(Sample.write(FeedFormat.ATOM), UTF_8)).doesNotContain("tombstones");
  }

  @Test
  void anArticleWithoutAnAddressHasItsTextInEveryFeed() {
    var article = Sample.articles().getFirst();
    var homeless = Sample.withoutAddress(article);
    var content = FeedContent.of(List.of(homeless));
    assertThat(write(FeedFormat.ATOM, summaries(), content))
        .contains("<content type=\"text\">Summary of 1")
        .doesNotContain("<link rel=\"alternate\" type=\"text/html\" href=\"https://example.org");
    assertThat(write(FeedFormat.RDF, Sample.feed(), content))
        .contains("<link>https://news.example.org/feeds</link>");
  }
}
