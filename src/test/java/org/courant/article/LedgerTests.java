package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.ItemDraft.item;
import static org.courant.article.Ledger.Outcome.CHANGED;
import static org.courant.article.Ledger.Outcome.NEW;
import static org.courant.article.Ledger.Outcome.UNCHANGED;
import static org.courant.article.Ledger.Outcome.WITHDRAWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.courant.CourantTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@CourantTest
class LedgerTests extends LedgerReading {
  private static final Instant FIRST = DAY.plus(Duration.ofDays(1));
  private static final Instant LATER = FIRST.plus(Duration.ofHours(1));

  @Test
  void writesAnArticleDownClean() {
    var given =
        item("clean", "1", "/one?utm_source=rss")
            .titled("A &amp; <B>\n C\u0008")
            .filed("STUDIES", "Advice", "Iron", "iron");
    assertThat(record(given, FIRST)).isEqualTo(NEW);
    var article = only("clean");
    assertThat(article.uri()).matches("tag:courant\\.test,2026:article/[0-9a-f]{32}");
    assertThat(article.title()).isEqualTo("A &amp; <B> C");
    assertThat(article.url()).hasToString("https://example.org/one?utm_source=rss");
    assertThat(article.sections()).containsExactly("research", "advice");
    assertThat(article.tags()).containsExactly("Iron");
    assertThat(article.published()).isEqualTo(DAY);
    assertThat(article.updated()).isEqualTo(DAY);
  }

  @Test
  void pullingTheSameAgainChangesNothing() {
    var given =
        item("same", "1", "/one").filed("research").corrected("A dose was wrong.").paidBy("Acme");
    assertThat(record(given, FIRST)).isEqualTo(NEW);
    var before = only("same");
    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
    assertThat(only("same")).isEqualTo(before);
  }

  @Test
  void onlyMaterialChangesMoveUpdated() {
    var given = item("material", "1", "/one");
    record(given, FIRST);
    assertThat(
            record(
                given
                    .saying("<div><p>A  <b>text.</b></p></div>")
                    .pictured("https://example.org/i.png", "alt"),
                LATER))
        .isEqualTo(CHANGED);
    assertThat(only("material").revision()).isEqualTo(2);
    assertThat(only("material").updated()).isEqualTo(DAY);

    assertThat(record(given.saying("<p>Another text.</p>"), LATER)).isEqualTo(CHANGED);
    assertThat(only("material").updated()).isEqualTo(LATER);
  }

  @Test
  void sponsorAndCorrectionAreMaterial() {
    var given = item("noted", "1", "/one");
    record(given, FIRST);
    record(given.paidBy("Acme"), LATER);
    assertThat(only("noted").updated()).isEqualTo(LATER);
    var corrected = LATER.plusSeconds(60);
    record(given.paidBy("Acme").corrected("The dose is 5 mg."), corrected);
    assertThat(only("noted").updated()).isEqualTo(corrected);
    assertThat(only("noted").correction())
        .isEqualTo(new Correction("The dose is 5 mg.", corrected));
    record(
        given.paidBy("Acme").corrected("The dose is 5 mg.").saying("<p>Five.</p>"),
        corrected.plusSeconds(60));
    assertThat(only("noted").correction())
        .isEqualTo(new Correction("The dose is 5 mg.", corrected));
  }

  @Test
  void keepsEveryRevision() {
    record(item("kept", "1", "/one").titled("First"), FIRST);
    record(item("kept", "1", "/one").titled("Second"), LATER);
    var id = only("kept").id();
    assertThat(
            articles.revisions(
                List.of(new RevisionKey(id, 2), new RevisionKey(id, 1), new RevisionKey(id, 9))))
        .extracting(Article::title)
        .containsExactly("Second", "First");
  }

  @Test
  void believesTheSourcesOwnDateOfChange() {
    var given = item("dated", "1", "/one").updated(DAY.plusSeconds(600));
    record(given, FIRST);
    assertThat(only("dated").updated()).isEqualTo(DAY.plusSeconds(600));
    record(given.titled("New").updated(FIRST.plusSeconds(60)), LATER);
    assertThat(only("dated").updated()).isEqualTo(FIRST.plusSeconds(60));
  }

  @Test
  void doesNotBelieveAFutureDateBeforeItHasCome() {
    var given = item("future", "1", "/one").published(LATER.plusSeconds(60));
    record(given, FIRST);
    assertThat(only("future").published()).isEqualTo(FIRST);
    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
    record(given, LATER.plusSeconds(120));
    assertThat(only("future").published()).isEqualTo(LATER.plusSeconds(60));
  }

  @Test
  void anUndatedItemIsDatedByItsFirstSight() {
    var given = item("undated", "1", "/one").published(null);
    record(given, FIRST.plusNanos(123));
    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
    assertThat(only("undated").published()).isEqualTo(FIRST);
  }

  @Test
  void withdrawnArticlesDisappearAndMayComeBack() {
    var given = item("gone", "1", "/one").filed("Advice");
    record(given, FIRST);
    var uri = only("gone").uri();
    assertThat(record(given.withdrawn(), LATER)).isEqualTo(WITHDRAWN);
    assertThat(record(given.withdrawn(), LATER)).isEqualTo(UNCHANGED);
    assertThat(articles.published(List.of(uri))).isEmpty();
    assertThat(ledger.present("gone")).isEmpty();

    var back = LATER.plusSeconds(60);
    assertThat(record(given, back)).isEqualTo(CHANGED);
    assertThat(articles.published(List.of(uri))).containsExactly(uri);
    assertThat(only("gone").updated()).isEqualTo(back);
    assertThat(only("gone").revision()).isEqualTo(3);
  }

  @Test
  void missingFilesAreWithdrawnOnce() {
    record(item("swept", "a.md", "/a").titled("A"), FIRST);
    record(item("swept", "b.md", "/b").titled("B"), FIRST);
    assertThat(
            ledger.withdraw(
                "swept", "swept", List.of("a.md", "unknown.md"), "its file is gone", LATER))
        .isEqualTo(1);
    assertThat(ledger.withdraw("swept", "swept", List.of("a.md"), "its file is gone", LATER))
        .isZero();
    assertThat(ledger.present("swept")).extracting(Ledger.Presence::guid).containsExactly("b.md");
  }

  @Test
  void theBackCatalogueIsNeverEligible() {
    eligible("old", DAY, FIRST, false);
    eligible("new", FIRST, FIRST, true);
    eligible("from", DAY, DAY.minusSeconds(1), true);
    eligible("undated-first", null, FIRST, false);
    eligible("undated-from", null, DAY, true);
  }

  private void eligible(
      String guid, @Nullable Instant published, Instant before, boolean expected) {
    var given = item("back", guid, null).published(published).titled(guid);
    ledger.record(given.incoming(), before, FIRST);
    var rows =
        jdbc.sql(
                "select count(*) from article_candidate where title = :title and eligible_at = :now")
            .param("title", guid)
            .param("now", FIRST.atOffset(java.time.ZoneOffset.UTC))
            .query(Integer.class)
            .single();
    assertThat(rows).as(guid).isEqualTo(expected ? 1 : 0);
  }

  @Test
  void refusesAnItemWithoutATitle() {
    assertThatExceptionOfType(UnusableArticle.class)
        .isThrownBy(() -> record(item("untitled", "1", "/one").titled(" \u0000\n "), FIRST))
        .withMessage("has no title");
    assertThat(of("untitled")).isEmpty();
  }
}
