package org.courant.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.article.ArticleImage;
import org.courant.article.Enclosure;
import org.courant.publication.Publication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// That odd feeds and odd articles keep the rules of the W3C feed validator and of JSON Feed.
class ValidFeedTests {
  private static final Instant NOW = Sample.DAY.plusSeconds(99_999);

  private static String write(FeedFormat format, FeedMetadata feed, FeedContent content)
      throws Exception {
    var document = FeedDocuments.write(format, feed, content);
    assertThat(FeedDocuments.refusal(format, feed, content, document)).isEmpty();
    var location = feed.self(format, content.place()).toString();
    assertThat(
            format == FeedFormat.JSON
                ? JsonRules.broken(document)
                : FeedRules.broken(document, location, NOW))
        .as(format.label())
        .isEmpty();
    return new String(document, UTF_8);
  }

  private static String write(FeedFormat format, Article... articles) throws Exception {
    return write(format, Sample.feed(), FeedContent.of(List.of(articles)));
  }

  private static Article at(int number, Instant published) {
    return Sample.published(
        Sample.article(number, "Title", "<p>x</p>", "en", null, null, null), published);
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void archivesDeltasAndEmptyFeedsKeepEveryRule(FeedFormat format) throws Exception {
    var places =
        List.of(
            new Place.Archive(2, Optional.of(1), Optional.empty()),
            new Place.Current(Optional.of(2)),
            new Place.Delta());
    for (var place : places) {
      write(format, Sample.feed(), new FeedContent(Sample.articles(), List.of(), place));
      write(format, Sample.feed(), new FeedContent(List.of(), List.of(), place));
    }
  }

  /// Its oldest archive has no archive beside it to link to, and says so to nobody's harm.
  @Test
  void aFeedsOnlyArchiveLinksToNoOther() throws Exception {
    var place = new Place.Archive(1, Optional.empty(), Optional.empty());
    var content = new FeedContent(Sample.articles(), List.of(), place);
    for (var format : List.of(FeedFormat.RSS, FeedFormat.ATOM, FeedFormat.RDF)) {
      var document = FeedDocuments.write(format, Sample.feed(), content);
      var location = Sample.feed().self(format, place).toString();
      assertThat(FeedRules.broken(document, location, NOW)).containsExactly("ArchiveIncomplete");
    }
  }

  /// What the configuration leaves out is left out.
  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void aPublicationThatSaysLittleKeepsEveryRule(FeedFormat format) throws Exception {
    var silent =
        new Publication(
            "Courant",
            "",
            URI.create("http://localhost:8080"),
            "localhost,2026",
            "en",
            ZoneId.of("UTC"),
            "",
            "editor@localhost",
            "");
    var feed =
        new FeedMetadata(
            "all",
            "all",
            silent.title(),
            silent.title(),
            silent.url("/"),
            Optional.empty(),
            false,
            Sample.feed().rhythm(),
            silent,
            Sample.feed().sectionTitles(),
            Sample.DAY);
    write(format, feed, Sample.content());
  }

  @Test
  void articlesOfOneMomentArePartedByMillionths() throws Exception {
    var document =
        write(FeedFormat.ATOM, at(1, Sample.DAY), at(2, Sample.DAY), at(1000, Sample.DAY));
    assertThat(document)
        .contains("<updated>2026-11-01T10:00:00.000001Z</updated>")
        .contains("<updated>2026-11-01T10:00:00.000002Z</updated>");
  }

  @Test
  void onlyJsonDatesWhatIsOlderThanTheWeb() throws Exception {
    var old = at(1, Instant.parse("1975-01-02T03:04:05Z"));
    assertThat(write(FeedFormat.JSON, old)).contains("\"date_published\":\"1975-01-02T03:04:05Z\"");
    assertThat(write(FeedFormat.RSS, old))
        .doesNotContain("<pubDate>")
        .contains("<lastBuildDate>Sun, 01 Nov 2026");
    assertThat(write(FeedFormat.ATOM, old))
        .doesNotContain("<published>")
        .contains("<updated>1990-01-01T00:00:00.000001Z</updated>");
    assertThat(write(FeedFormat.RDF, old)).doesNotContain("<dc:date>19");
  }

  @ParameterizedTest
  @EnumSource(FeedFormat.class)
  void addressesThatStrictReadersDoNotKnowAreLeftOut(FeedFormat format) throws Exception {
    var six = URI.create("http://[::1]:8080/x.mp3");
    var named =
        Sample.article(1, "Title", "<p>x</p>", "en", null, null, new ArticleImage(six, null));
    var document =
        write(
            format, Sample.enclosing(Sample.withoutAddress(named), new Enclosure(six, null, null)));
    assertThat(document).doesNotContain("[::1]");
  }

  @Test
  void rssEnclosesOnlyWhatStrictReadersFetch() throws Exception {
    var article = Sample.article(1, "Title", "<p>x</p>", "en", null, null, null);
    var local = new Enclosure(URI.create("https://single/a.mp3"), "audio/mpeg", 1L);
    var bare = new Enclosure(URI.create("https://cdn.example?a.pdf"), "application/pdf", null);
    assertThat(write(FeedFormat.RSS, Sample.enclosing(article, local, bare)))
        .contains("<enclosure url=\"https://cdn.example/?a.pdf\" length=\"0\"");
    assertThat(write(FeedFormat.ATOM, Sample.enclosing(article, local, bare)))
        .contains("https://single/a.mp3");
  }

  @Test
  void aRecordingDoesNotMakeAPodcastOfTheFeed() throws Exception {
    var article = Sample.article(1, "Title", "<p>x</p>", "en", null, null, null);
    var talk = new Enclosure(URI.create("https://cdn.example/a.ogg"), "audio/ogg", 7L, 3723L);
    assertThat(write(FeedFormat.RSS, Sample.enclosing(article, talk)))
        .contains(
            "<media:content url=\"https://cdn.example/a.ogg\" type=\"audio/ogg\" duration=\"3723\" />")
        .doesNotContain("itunes");
  }

  @Test
  void aLanguageThatStrictReadersDoNotKnowIsNotTheFeedsOwn() throws Exception {
    var sorani = Sample.article(1, "کوردی", "<p>x</p>", "ckb", null, null, null);
    assertThat(write(FeedFormat.ATOM, sorani)).contains("<entry xml:lang=\"und\">");
    assertThat(write(FeedFormat.RSS, sorani)).doesNotContain("<dc:language>");
    assertThat(write(FeedFormat.JSON, sorani)).contains("\"language\":\"ckb\"");
  }
}
