package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.extract.FeedReader;
import org.courant.extract.Item;
import org.courant.extract.Item.Enclosure;
import org.courant.feed.Feeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// The whole way of a file: what a podcast's feed or an article's front matter names is what every
/// feed offers.
@CourantTest
class EnclosureWayTests {
  /// As late as the feeds' own tests, so that the newest articles are these.
  private static final Instant NOW = Instant.parse("2098-03-03T08:00:00Z");

  private static final Enclosure NOTES =
      new Enclosure("https://cdn.example/notes.pdf", "application/pdf", null);
  private static final Enclosure TALK =
      new Enclosure("https://cdn.example/talk.mp3?a=1&b=2", "audio/mpeg", 12345678L, 3723L);
  private static final Enclosure FILM =
      new Enclosure("https://cdn.example/film.webm", "video/webm", null);

  private final String name = "podcast-" + UUID.randomUUID();
  @TempDir private Path folder;

  @Autowired private Pulls pulls;
  @Autowired private Feeds feeds;

  @Test
  void aPodcastsFilesAreInEveryFeedThatHasRoomForThem() throws Exception {
    var file = folder.resolve("feed.rss");
    Files.writeString(
        file,
        """
        <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>P</title><link>https://cdn.example/</link><description>D</description>
        <item><guid isPermaLink="false">%1$s</guid><title>%1$s</title><description>Said.</description>
        <pubDate>Sun, 02 Mar 2098 10:00:00 GMT</pubDate>
        <enclosure url="javascript:alert(1)" type="text/html" length="1"/>
        <enclosure url="https://cdn.example/notes.pdf" type="nonsense" length="0"/>
        <enclosure url="https://cdn.example/talk.mp3?a=1&amp;b=2" type="audio/mpeg" length="12345678"/>
        <enclosure url="https://cdn.example/film.webm" length="-5"/><itunes:duration>1:02:03</itunes:duration>
        </item></channel></rss>
        """
            .formatted(name));
    pulls.pull(GivenSource.of(name, SourceKind.FEED, file), false, NOW);

    // Atom has no place for the time.
    assertThat(item("atom").enclosures()).containsExactly(NOTES, untimed(TALK), FILM);
    assertThat(item("json").enclosures()).containsExactly(NOTES, TALK, FILM);
    // The first that plays, and no other.
    assertThat(item("rss").enclosures()).containsExactly(TALK);
    assertThat(item("rdf").enclosures()).isEmpty();
  }

  @Test
  void anArticlesFileNamesItsOwn() throws Exception {
    Files.writeString(
        folder.resolve("a.md"),
        """
        ---
        id: %1$s
        title: %1$s
        date: 2098-03-02T11:00:00Z
        url: https://cdn.example/a
        enclosures:
          - https://cdn.example/film.webm
          - {url: "https://cdn.example/talk.mp3?a=1&b=2", type: audio/mpeg, length: 12345678, duration: "62:03"}
        ---
        Said.
        """
            .formatted(name));
    pulls.pull(GivenSource.of(name, SourceKind.FOLDER, folder), false, NOW);

    assertThat(item("atom").enclosures()).containsExactly(FILM, untimed(TALK));
    assertThat(item("json").enclosures()).containsExactly(FILM, TALK);
    // RSS writes an unknown length as 0 (RSS Best Practices Profile).
    assertThat(item("rss").enclosures())
        .containsExactly(new Enclosure(FILM.url(), FILM.type(), 0L));
  }

  private static Enclosure untimed(Enclosure file) {
    return new Enclosure(file.url(), file.type(), file.length());
  }

  private Item item(String extension) throws Exception {
    var bytes = Objects.requireNonNull(feeds.documents().get("feeds/all." + extension));
    var document = new FeedReader().read(bytes, null, folder.toUri());
    return document.items().stream()
        .filter(item -> name.equals(item.title()))
        .findFirst()
        .orElseThrow();
  }
}
