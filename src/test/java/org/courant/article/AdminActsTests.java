package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.ItemDraft.item;
import static org.courant.article.Ledger.Outcome.CHANGED;
import static org.courant.article.Ledger.Outcome.UNCHANGED;
import static org.courant.article.Ledger.Outcome.WITHDRAWN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class AdminActsTests extends LedgerReading {
  private static final Instant FIRST = DAY.plus(Duration.ofDays(1));
  private static final Instant ACT = FIRST.plus(Duration.ofHours(1));
  private static final Instant LATER = ACT.plus(Duration.ofHours(1));

  @Autowired private AdminActs acts;
  @Autowired private ArticleHistory history;

  @Test
  void anAdminsWithdrawalStaysWhateverTheSourceSays() {
    var given = item("withheld", "1", "/withheld").filed("Advice").titled("Withheld");
    record(given, FIRST);
    var before = only("withheld");

    assertThat(acts.withdraw(before.id(), "An author asked.", ACT)).isTrue();
    assertThat(acts.withdraw(before.id(), "Again.", LATER)).isFalse();
    assertThat(only("withheld").withdrawnAt()).isEqualTo(ACT);
    assertThat(only("withheld").revision()).isEqualTo(2);
    assertThat(only("withheld").updated()).isEqualTo(ACT);
    assertThat(candidates("Withheld")).isZero();

    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
    assertThat(record(given.saying("<p>Another text.</p>"), LATER)).isEqualTo(CHANGED);
    assertThat(only("withheld").withdrawnAt()).isEqualTo(ACT);
    assertThat(articles.published(List.of(before.uri()))).isEmpty();

    assertThat(acts.restore(before.id(), LATER)).isTrue();
    assertThat(acts.restore(before.id(), LATER)).isFalse();
    assertThat(only("withheld").withdrawnAt()).isNull();
    assertThat(only("withheld").text()).isEqualTo("Another text.");
    assertThat(candidates("Withheld")).isEqualTo(1);
  }

  @Test
  void anAdminsWithdrawalTakesTheSourcesPlace() {
    var given = item("both", "1", "/both");
    record(given, FIRST);
    assertThat(record(given.withdrawn(), FIRST)).isEqualTo(WITHDRAWN);
    assertThat(acts.withdraw(only("both").id(), "For good.", ACT)).isTrue();
    assertThat(only("both").withdrawnAt()).isEqualTo(FIRST);

    record(given, LATER);
    assertThat(only("both").withdrawnAt()).isEqualTo(FIRST);
  }

  @Test
  void anAdminsNoteStaysUntilTheSourceBringsItsOwn() {
    var given =
        item("note", "1", "/note").pictured("https://example.org/i.png", "alt").paidBy("Acme");
    record(given, FIRST);
    assertThat(acts.correct(only("note").id(), "The dose is 5 mg.", ACT)).isTrue();
    assertThat(acts.correct(only("note").id(), "The dose is 5 mg.", LATER)).isFalse();
    assertThat(only("note").correction()).isEqualTo(new Correction("The dose is 5 mg.", ACT));
    assertThat(only("note").updated()).isEqualTo(ACT);

    assertThat(record(given, LATER)).isEqualTo(UNCHANGED);
    assertThat(record(given.saying("<p>New.</p>"), LATER)).isEqualTo(CHANGED);
    assertThat(only("note").correction()).isEqualTo(new Correction("The dose is 5 mg.", ACT));

    var own = given.saying("<p>New.</p>").corrected("It is 7 mg.");
    assertThat(record(own, LATER)).isEqualTo(CHANGED);
    assertThat(only("note").correction()).isEqualTo(new Correction("It is 7 mg.", LATER));
    // Its own note is the source's to take away.
    record(given, LATER.plusSeconds(1));
    assertThat(only("note").correction()).isNull();
  }

  @Test
  void aNoteCanBeTakenAwayAndBringsNothingBack() {
    var given = item("untold", "1", "/untold");
    record(given, FIRST);
    record(given.withdrawn(), FIRST);
    var id = only("untold").id();
    assertThat(acts.correct(id, null, ACT)).isFalse();
    assertThat(acts.correct(id, "Wrong article.", ACT)).isTrue();
    assertThat(only("untold").withdrawnAt()).isEqualTo(FIRST);
    assertThat(acts.correct(id, null, LATER)).isTrue();
    assertThat(only("untold").correction()).isNull();
  }

  @Test
  void everyActIsARevisionThatSaysWhoAndWhy() {
    var given = item("told", "1", "/told");
    record(given, FIRST);
    var id = only("told").id();
    record(given.corrected("A name was wrong."), FIRST.plusSeconds(1));
    ledger.withdraw("told", "told", List.of("1"), "its file is gone", FIRST.plusSeconds(2));
    record(given.corrected("A name was wrong."), FIRST.plusSeconds(3));
    acts.correct(id, "A date was wrong.", ACT);
    acts.withdraw(id, "An author asked.", ACT.plusSeconds(1));
    acts.restore(id, ACT.plusSeconds(2));

    assertThat(history.of(id))
        .extracting(
            event ->
                "%s %s %s %s"
                    .formatted(event.revision(), event.cause(), event.actor(), event.reason()))
        .containsExactly(
            "1 CONTENT SOURCE null",
            "2 CORRECTED SOURCE A name was wrong.",
            "3 WITHDRAWN SOURCE its file is gone",
            "4 RESTORED SOURCE null",
            "5 CORRECTED ADMIN A date was wrong.",
            "6 WITHDRAWN ADMIN An author asked.",
            "7 RESTORED ADMIN null");
    assertThat(history.of(id)).extracting(ArticleHistory.Event::at).isSorted();
  }

  @Test
  void oneArticleIsWithdrawnByItsGuid() {
    record(item("by-guid", "a b/ä", "/one"), FIRST);
    assertThat(ledger.withdraw("by-guid", "by-guid", "a b/ä", "Retracted.", ACT))
        .hasValue(new Ledger.Recorded(WITHDRAWN, only("by-guid").uri(), false));
    assertThat(ledger.withdraw("by-guid", "by-guid", "a b/ä", "Retracted.", LATER))
        .hasValue(new Ledger.Recorded(UNCHANGED, only("by-guid").uri(), false));
    assertThat(ledger.withdraw("by-guid", "by-guid", "unknown", "Retracted.", ACT)).isEmpty();
    assertThat(ledger.withdraw("another", "another", "a b/ä", "Retracted.", ACT)).isEmpty();
  }

  @Test
  void anEmptyOrEndlessNoteIsRefused() {
    assertThat(AdminActs.note(" The dose\n is \u0000 5 mg. ")).isEqualTo("The dose is 5 mg.");
    assertThatIllegalArgumentException().isThrownBy(() -> AdminActs.note(" \n"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AdminActs.note("x".repeat(2001)))
        .withMessage("The text has 2001 characters; 2000 are the most.");
  }

  private int candidates(String title) {
    return jdbc.sql("select count(*) from article_candidate where title = :title")
        .param("title", title)
        .query(Integer.class)
        .single();
  }
}
