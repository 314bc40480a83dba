package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.ItemDraft.item;
import static org.courant.article.Ledger.Outcome.CHANGED;
import static org.courant.article.Ledger.Outcome.UNCHANGED;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.article.IncomingArticle.NamedFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class EnclosureTests extends LedgerReading {
  private static final Instant FIRST = DAY.plus(Duration.ofDays(1));
  private static final Instant LATER = FIRST.plus(Duration.ofHours(1));

  @Autowired private AdminActs acts;

  private static NamedFile file(
      @Nullable String url, @Nullable String type, @Nullable Long length) {
    return new NamedFile(String.valueOf(url), type, length);
  }

  private static Enclosure stored(String url, @Nullable String type, @Nullable Long length) {
    return new Enclosure(URI.create(url), type, length);
  }

  @Test
  void areKeptInOrderAndReadBackAsTheyWere() {
    var given =
        item("files", "1", "/1")
            .enclosing(
                file("/2.pdf", null, null),
                file("https://cdn.example/é 1.mp3", "Audio/MPEG; x=y", 5L));
    record(given, FIRST);
    assertThat(only("files").enclosures())
        .containsExactly(
            stored("https://example.org/2.pdf", null, null),
            stored("https://cdn.example/%C3%A9%201.mp3", "audio/mpeg", 5L));
    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
  }

  @Test
  void hostileOnesAreLeftOutAndTheArticleStays() {
    var given =
        item("hostile-files", "1", "/1")
            .enclosing(
                file("javascript:alert(1)", "audio/mpeg", 1L),
                file("file:///etc/passwd", null, null),
                file("data:audio/mpeg;base64,AAAA", "audio/mpeg", 1L),
                file("", null, null),
                file("http://" + "a".repeat(5000), null, null),
                file("//user:secret@cdn.example/a.mp3", "\"><script>", -1L),
                file("/b.mp3", "audio/mpeg\u0000", Long.MAX_VALUE),
                file("/c.mp3", "a/" + "b".repeat(100), 0L),
                file("/c.mp3", "audio/mpeg", 7L));
    record(given, FIRST);
    assertThat(only("hostile-files").enclosures())
        .containsExactly(
            stored("https://cdn.example/a.mp3", null, null),
            stored("https://example.org/b.mp3", null, null),
            stored("https://example.org/c.mp3", null, null));
    assertThat(given.incoming().flaws())
        .containsExactly(
            "has the enclosure `javascript:alert(1)`, whose address is none of the web: it is left out");
  }

  @Test
  void areTenAtMost() {
    var many =
        IntStream.range(0, 5000)
            .mapToObj(i -> file("/" + i + ".mp3", null, null))
            .toArray(NamedFile[]::new);
    record(item("many-files", "1", "/1").enclosing(many), FIRST);
    assertThat(only("many-files").enclosures())
        .hasSize(10)
        .last()
        .isEqualTo(stored("https://example.org/9.mp3", null, null));
  }

  @Test
  void anotherOneIsARevisionButNoNews() {
    var given = item("other-file", "1", "/1");
    record(given, FIRST);
    assertThat(record(given.enclosing(file("/1.mp3", null, 1L)), LATER)).isEqualTo(CHANGED);
    assertThat(record(given.enclosing(file("/1.mp3", null, 1L)), LATER)).isEqualTo(UNCHANGED);
    assertThat(record(given.enclosing(file("/1.mp3", null, 2L)), LATER)).isEqualTo(CHANGED);
    assertThat(only("other-file").revision()).isEqualTo(3);
    assertThat(only("other-file").updated()).isEqualTo(DAY);
  }

  @Test
  void stayThroughCorrectionWithdrawalAndReturn() {
    var given = item("lasting-file", "1", "/1").enclosing(file("/1.mp3", "audio/mpeg", 1L));
    record(given, FIRST);
    long id = only("lasting-file").id();
    acts.correct(id, "A name was wrong.", LATER);
    acts.withdraw(id, "checked", LATER);
    acts.restore(id, LATER);
    assertThat(only("lasting-file").enclosures())
        .containsExactly(stored("https://example.org/1.mp3", "audio/mpeg", 1L));
    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
  }

  /// As it was computed before articles had files.
  @Test
  void theHashOfWhatHasNoneIsWhatItWas() {
    record(item("no-file", "1", "/1"), FIRST);
    var hash =
        jdbc.sql("select content_hash from article_revision where article_id = :id")
            .param("id", only("no-file").id())
            .query(String.class)
            .single();
    assertThat(hash).isEqualTo("f18db1b0eb88da6a67cd218e70a5dd5eb986f8f8bc0ea558450f426a6a34466a");
  }
}
