package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.item;

import java.time.Instant;
import java.util.List;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@CourantTest
class HomeTests {
  /// Later than every other test's articles, so that they stand among the latest.
  private static final Instant LATE = Instant.parse("2099-01-01T09:00:00Z");

  @Autowired private MockMvcTester mvc;
  @Autowired private Ledger ledger;
  @Autowired private JdbcClient jdbc;

  @Test
  void showsThePublicationItsFeedsAndItsNewsletters() {
    assertThat(mvc.get().uri("/"))
        .hasStatusOk()
        .hasContentTypeCompatibleWith("text/html")
        .bodyText()
        .contains("<html lang=\"en\" dir=\"ltr\">", "The Test Courant", "Everything under test")
        .contains("The Weekly Test", "What was tested this week")
        .contains("1 Test Street, Testville", "href=\"mailto:editor@courant.test")
        .contains("<link rel=\"stylesheet\" href=\"/courant.css?v=")
        .contains("href=\"/feeds\"", "href=\"/feeds.opml\"");
  }

  @Test
  void showsAnArticleWithItsLabels() {
    given("home-1", "Heat & \"rest\"", "Someone & Sons", "It was three, not four.", "en");

    assertThat(mvc.get().uri("/"))
        .bodyText()
        .contains(
            "<a href=\"https://home.example/home-1\" rel=\"sponsored\">Heat &amp; &quot;rest&quot;</a>")
        .contains("Advertisement · paid for by Someone &amp; Sons")
        .contains("Corrected</span> It was three, not four.")
        .contains("<li class=\"label\">Research</li>")
        .contains("<time datetime=\"2099-01-01T09:00:00Z\">1 January 2099</time>")
        .contains("src=\"https://home.example/1.png\" alt=\"A circle\"");
  }

  @Test
  void writesAnArticleInItsOwnDirection() {
    given("home-2", "النوم الجيد", null, null, "ar");

    assertThat(mvc.get().uri("/"))
        .bodyText()
        .contains("<article class=\"card\" lang=\"ar\" dir=\"rtl\">", "النوم الجيد");
  }

  @Test
  void answersWithoutACookieAndForAMinute() {
    assertThat(mvc.get().uri("/"))
        .doesNotContainHeader("Set-Cookie")
        .hasHeader("Cache-Control", "public, max-age=60");
  }

  /// Reading takes no transaction id, so the next one tells whether anything was written. The
  /// database may write statistics of its own in between, but not each time.
  @Test
  void readingChangesNothing() {
    assertThat(List.of("/", "/?again", "/?once-more"))
        .as("tries that found nothing written")
        .anySatisfy(
            address -> {
              long before = nextTransaction();
              assertThat(mvc.get().uri(address)).hasStatusOk();
              assertThat(mvc.head().uri(address)).hasStatusOk();
              assertThat(nextTransaction()).isEqualTo(before);
            });
  }

  private long nextTransaction() {
    return jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        .query(Long.class)
        .single();
  }

  private void given(
      String id,
      String title,
      @Nullable String sponsor,
      @Nullable String correction,
      String language) {
    var item =
        item("home-tests", id, "https://home.example/" + id)
            .titled(title)
            .pictured("https://home.example/1.png", "A circle")
            .filed("research")
            .in(language)
            .paidBy(sponsor)
            .corrected(correction)
            .published(LATE)
            .incoming();
    ledger.record(item, null, LATE);
  }
}
