package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.Ledger.Outcome.CHANGED;
import static org.courant.article.Ledger.Outcome.NEW;
import static org.courant.article.Ledger.Outcome.UNCHANGED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.IncomingArticle.NamedFile;
import org.courant.article.Ledger.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One article, told by a site's API and by its feed, whose texts differ in what the feed puts
/// below them.
@CourantTest
class SeveralSourcesTests extends LedgerReading {
  private static final Instant FIRST = DAY.plus(Duration.ofDays(1));
  private static final Duration STEP = Duration.ofMinutes(20);

  private final String site = "several-" + UUID.randomUUID();
  private Instant now = FIRST;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEditIsOneRevisionWhoeverTellsItFirst(boolean apiFirst) {
    assertThat(tell(apiFirst, "One.")).isEqualTo(NEW);
    assertThat(tell(!apiFirst, "One.")).isEqualTo(UNCHANGED);
    for (var text : new String[] {"Two.", "Three.", "Four."}) {
      int before = only(site).revision();
      assertThat(tell(apiFirst, text)).isEqualTo(CHANGED);
      var edited = only(site);
      assertThat(edited.revision()).isEqualTo(before + 1);
      assertThat(edited.text()).startsWith(text);
      for (int round = 0; round < 3; round++) {
        assertThat(tell(!apiFirst, text)).isEqualTo(UNCHANGED);
        assertThat(tell(apiFirst, text)).isEqualTo(UNCHANGED);
      }
      assertThat(only(site)).isEqualTo(edited);
    }
  }

  @Test
  void whoToldAnEditTellsTheNextWhileTheOtherLags() {
    tell(true, "One.");
    tell(false, "One.");
    tell(true, "Two.");
    assertThat(tell(true, "Three.")).isEqualTo(CHANGED);
    assertThat(tell(false, "Two.")).isEqualTo(UNCHANGED);
    assertThat(only(site).text()).isEqualTo("Three.");
  }

  @Test
  void anEditThatTheOtherFollowedWithASecondOneInItComesThrough() {
    tell(true, "One.");
    tell(false, "One.");
    tell(true, "Two.");
    assertThat(tell(false, "Three.")).isEqualTo(UNCHANGED);
    assertThat(tell(true, "Three.")).isEqualTo(CHANGED);
    assertThat(only(site).text()).isEqualTo("Three.");
    assertThat(tell(false, "Three.")).isEqualTo(UNCHANGED);
  }

  @Test
  void whatIsToldADayAfterTheOthersEditIsAnotherEdit() {
    tell(true, "One.");
    tell(false, "One.");
    tell(true, "Two.");
    now = now.plus(Duration.ofDays(1));
    assertThat(tell(false, "Three.")).isEqualTo(CHANGED);
  }

  @Test
  void whatIsDatedAfterTheOthersEditIsAnotherEdit() {
    tell(true, "One.");
    tell(false, "One.");
    tell(true, "Two.");
    var told = now;
    now = now.plus(Duration.ofHours(1));
    assertThat(enter(feed("Two. ").updated(told.plusSeconds(240)), "feed", true))
        .isEqualTo(UNCHANGED);
    tell(true, "Three.");
    told = now;
    now = now.plus(Duration.ofHours(1));
    assertThat(enter(feed("Four.").updated(told.plus(STEP)), "feed", true)).isEqualTo(CHANGED);
  }

  @Test
  void whoFollowsAddsWhatNobodyToldAndTakesItsOwnBack() {
    var recording = new NamedFile("https://cdn.example/1.mp3", "audio/mpeg", 5L);
    tell(true, "One.");
    tell(false, "One.");
    tell(true, "Two.");
    assertThat(enter(feed("Two.").enclosing(recording), "feed", true)).isEqualTo(CHANGED);
    assertThat(only(site).text()).isEqualTo("Two.");
    assertThat(only(site).enclosures()).hasSize(1);
    var updated = only(site).updated();
    tell(true, "Three.");
    assertThat(enter(feed("Three."), "feed", true)).isEqualTo(CHANGED);
    assertThat(only(site).text()).isEqualTo("Three.");
    assertThat(only(site).enclosures()).isEmpty();
    assertThat(only(site).updated()).isAfter(updated);
  }

  @Test
  void whatAFeedOfExcerptsToldFirstKeepsNobodyElsesTextBack() {
    tell(true, "One.");
    tell(false, "One.");
    enter(excerpt("A title", "One"), "excerpts", false);
    assertThat(enter(excerpt("Another title", "Two"), "excerpts", false)).isEqualTo(CHANGED);
    assertThat(enter(api("Two.").titled("Another title"), "api", true)).isEqualTo(CHANGED);
    assertThat(enter(feed("Two.").titled("Another title"), "feed", true)).isEqualTo(UNCHANGED);
    assertThat(only(site).text()).isEqualTo("Two.");
  }

  @Test
  void aFeedOfExcerptsLeavesTheTextAndItsSummaryToTheApi() {
    tell(true, "One.");
    enter(excerpt("A title", "One"), "feed", false);
    assertThat(enter(excerpt("A title", "Two"), "feed", false)).isEqualTo(UNCHANGED);
    assertThat(tell(true, "Two.")).isEqualTo(CHANGED);
    assertThat(only(site).text()).isEqualTo("Two.");
    assertThat(enter(excerpt("Another title", "Two"), "feed", false)).isEqualTo(UNCHANGED);
    // A title that the feed tells first stands, and what the API alone tells comes with its word.
    now = now.plus(Duration.ofDays(1));
    assertThat(enter(excerpt("A third title", "Three"), "feed", false)).isEqualTo(CHANGED);
    assertThat(enter(api("Three.").titled("A third title"), "api", true)).isEqualTo(CHANGED);
    assertThat(only(site).title()).isEqualTo("A third title");
    assertThat(only(site).text()).isEqualTo("Three.");
  }

  @Test
  void whatOneSourceWithdrewOnlyItselfBringsBack() {
    tell(true, "One.");
    tell(false, "One.");
    ledger.withdraw(site, site + "api", List.of("1"), "it is behind a password", now);
    assertThat(tell(false, "One.")).isEqualTo(UNCHANGED);
    assertThat(tell(false, "Protected.")).isEqualTo(UNCHANGED);
    now = now.plus(Duration.ofDays(7));
    assertThat(tell(false, "Protected again.")).isEqualTo(UNCHANGED);
    assertThat(only(site).withdrawnAt()).isNotNull();

    assertThat(tell(true, "One.")).isEqualTo(CHANGED);
    assertThat(only(site).withdrawnAt()).isNull();
    assertThat(only(site).text()).isEqualTo("One.");
  }

  private Outcome tell(boolean api, String text) {
    return api ? enter(api(text), "api", true) : enter(feed(text), "feed", true);
  }

  private ItemDraft api(String text) {
    return ItemDraft.item(site, "1", "/one").saying("<p>" + text + "</p>");
  }

  private ItemDraft feed(String text) {
    return ItemDraft.item(site, "1", "/one")
        .saying("<p>" + text + "</p><p>It appeared first here.</p>");
  }

  private ItemDraft excerpt(String title, String summary) {
    return ItemDraft.item(site, "1", "/one")
        .titled(title)
        .summarised(null)
        .saying("<p>" + summary + " […]</p>");
  }

  private Outcome enter(ItemDraft given, String source, boolean whole) {
    now = now.plus(STEP);
    return ledger
        .enter(given.incoming(), new Ledger.Teller(site + source, whole), null, now)
        .outcome();
  }
}
