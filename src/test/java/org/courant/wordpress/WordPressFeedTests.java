package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Article;
import org.courant.article.Enclosure;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// A site pulled by its API, which knows its pictures and whole texts, and by its feed, which knows
/// its recordings.
@CourantTest
class WordPressFeedTests extends PostReading {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T10:00:00");

  private final String name = "both-" + UUID.randomUUID();
  private final FakeWordPress server = new FakeWordPress();

  @Autowired private Pulls pulls;

  WordPressFeedTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neitherTakesBackWhatTheOtherOneKnows(boolean feedFirst) {
    for (int id = 1; id <= 3; id++) {
      server.publish(new FakePost(id, "Post " + id, MARCH.plusHours(id)));
    }
    pull(feedFirst, 0);
    pull(!feedFirst, 1);
    var known = article();
    assertThat(known.enclosures())
        .containsExactly(new Enclosure(URI.create("https://cdn.example/1.mp3"), "audio/mpeg", 5L));
    assertThat(known.image()).isNotNull();
    assertThat(known.tags()).containsExactly("Food & drink", "iron");
    assertThat(known.authors()).containsExactly("Ada O’Brien");

    for (int round = 2; round < 6; round += 2) {
      // A new document for the feed's reader, and nothing new in it.
      server.rebuildFeed();
      assertThat(pull(feedFirst, round).changed()).isZero();
      assertThat(pull(!feedFirst, round + 1).changed()).isZero();
      // All of it is read anew, as after a loss of what was known of the source.
      jdbc.sql("delete from source_post where source = :name").param("name", name).update();
      jdbc.sql("delete from source_cursor where source = :name").param("name", name).update();
    }
    assertThat(article()).isEqualTo(known);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEditIsOneRevisionWhoeverTellsItFirst(boolean feedFirst) {
    server.publish(new FakePost(1, "Post 1", MARCH));
    pull(false, 0);
    pull(true, 1);

    server.publish(
        new FakePost(1, "Post 1", MARCH).edited("<p>Corrected.</p>", MARCH.plusDays(200)));
    assertThat(pull(feedFirst, 2).changed()).isEqualTo(1);
    var edited = article();
    assertThat(edited.text()).startsWith("Corrected.");
    assertThat(edited.enclosures()).hasSize(1);
    for (int round = 3; round < 7; round += 2) {
      assertThat(pull(!feedFirst, round).changed()).isZero();
      server.rebuildFeed();
      assertThat(pull(feedFirst, round + 1).changed()).isZero();
    }
    assertThat(article()).isEqualTo(edited);
  }

  @Test
  void whoToldARecordingTakesItBack() {
    server.publish(new FakePost(1, "Post 1", MARCH));
    pull(true, 0);
    pull(false, 1);
    server.dropRecordings();

    assertThat(pull(true, 2).changed()).isEqualTo(1);
    assertThat(article().enclosures()).isEmpty();
    assertThat(article().image()).isNotNull();
  }

  private PullReport pull(boolean feed, int round) {
    var source =
        feed
            ? GivenSource.of(name + "-rss", SourceKind.FEED, server.address() + "feed/", name, null)
            : GivenSource.of(name, SourceKind.WORDPRESS, server.address());
    return pulls.pull(source, false, NOW.plusSeconds(900L * round));
  }

  private Article article() {
    return article(name, server.guid(1));
  }
}
