package org.courant.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.courant.CourantTest;
import org.courant.delivery.Suppressions;
import org.courant.issue.Composition.Composed;
import org.courant.publication.Newsletter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class CompositionTests extends Launching {
  @Autowired private Suppressions suppressions;

  @Test
  void neverShowsAReaderAnArticleTwiceWhateverTheNewsletter() {
    Instant now = year(2030);
    var ada = given.reader("twice-a", longBefore(now));
    given.joins(ada, "twice-b", longBefore(now));
    given.article("Once only", now.minus(days(1)));

    IssueId first = frozen(given.newsletter("twice-a"), now);
    assertThat(given.shown(ada, first, "NEW")).containsExactly("Once only");
    assertThat(reason(given.newsletter("twice-b"), now))
        .isEqualTo("no article is new for the one reader");

    given.article("And another", now);
    IssueId second = frozen(given.newsletter("twice-b"), now);
    assertThat(given.shown(ada, second, "NEW")).containsExactly("And another");
  }

  @Test
  void givesNoReaderAnArticleTwiceWhenTwoNewslettersAreComposedAtOneMoment() throws Exception {
    for (int round = 0; round < 5; round++) {
      Instant now = year(2100 + round);
      var slugs = List.of("at-once-a-" + round, "at-once-b-" + round, "at-once-c-" + round);
      var ada = given.reader(slugs.getFirst(), longBefore(now));
      slugs.stream().skip(1).forEach(slug -> given.joins(ada, slug, longBefore(now)));
      given.article("Wanted by all " + round, now.minus(days(1)));
      assertThat(composedAtOnce(slugs, now)).isEqualTo(1);
    }
  }

  /// How many of the newsletters have an issue after all were composed by threads of their own.
  private long composedAtOnce(List<String> slugs, Instant now) throws Exception {
    var start = new CyclicBarrier(slugs.size());
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      nodes.invokeAll(slugs.stream().map(slug -> composing(slug, start, now)).toList());
    }
    return slugs.stream().filter(slug -> issues.launchedBy(slug, now).isPresent()).count();
  }

  private Callable<Composed> composing(String slug, CyclicBarrier start, Instant now) {
    var newsletter = given.newsletter(slug);
    return () -> {
      start.await();
      return compose(newsletter, now);
    };
  }

  @Test
  void sharesOneVariantAmongReadersWhoSeeTheSame() {
    Instant now = year(2031);
    var all = given.reader("topics", longBefore(now));
    var both = given.reader("topics", longBefore(now), "research", "advice");
    var research = given.reader("topics", longBefore(now), "research");
    var advice = given.reader("topics", longBefore(now), "advice");
    var nothing = given.reader("topics", longBefore(now), "pregnancy");
    given.article("Study", now.minus(days(2)), "research");
    given.article("Tip", now.minus(days(1)), "advice");

    IssueId issue = frozen(given.newsletter("topics"), now);

    assertThat(given.shown(all, issue, "NEW")).containsExactly("Tip", "Study");
    assertThat(given.shown(both, issue, "NEW")).containsExactly("Tip", "Study");
    assertThat(given.shown(research, issue, "NEW")).containsExactly("Study");
    assertThat(given.shown(advice, issue, "NEW")).containsExactly("Tip");
    assertThat(given.shown(nothing, issue, "NEW")).isEmpty();
    assertThat(issues.get(issue).variants()).isEqualTo(3);
    assertThat(issues.get(issue).recipients()).isEqualTo(4);
    assertThat(mailings.progress(issues.get(issue).mailing()).frozen()).isEqualTo(4);
  }

  @Test
  void startsANewReaderOneCadenceBeforeTheyJoined() {
    Instant now = year(2032);
    var old = given.reader("joined", longBefore(now));
    var fresh = given.reader("joined", now);
    given.article("Ten days old", now.minus(days(10)));
    given.article("Five days old", now.minus(days(5)));
    given.article("Five weeks old", now.minus(days(35)));

    IssueId issue = frozen(given.newsletter("joined"), now);

    assertThat(given.shown(old, issue, "NEW")).containsExactly("Five days old", "Ten days old");
    assertThat(given.shown(fresh, issue, "NEW")).containsExactly("Five days old");
  }

  @Test
  void freesWhatFailedOrWasCancelled() {
    Instant now = year(2033);
    var ada = given.reader("freed", longBefore(now));
    given.article("Try again", now.minus(days(1)));
    Newsletter newsletter = given.newsletter("freed");

    IssueId refused = frozen(newsletter, now);
    given.refused(refused);
    IssueId cancelled = frozen(newsletter, now.plusSeconds(1));
    assertThat(given.shown(ada, cancelled, "NEW")).containsExactly("Try again");
    mailings.cancel(issues.get(cancelled).mailing(), "a person stopped it", now);

    IssueId third = frozen(newsletter, now.plusSeconds(2));
    assertThat(given.shown(ada, third, "NEW")).containsExactly("Try again");
    assertThat(issues.get(third).number()).isEqualTo(3);
  }

  @Test
  void rollsOverWhatIsBeyondTheMaximum() {
    Instant now = year(2034);
    var ada = given.reader("maximum", longBefore(now));
    for (int i = 1; i <= 3; i++) {
      given.article("Number " + i, now.minus(days(4 - i)));
    }
    Newsletter newsletter = given.newsletter("maximum", 2, 1);

    IssueId first = frozen(newsletter, now);
    assertThat(given.shown(ada, first, "NEW")).containsExactly("Number 3", "Number 2");
    assertThat(issues.variant(first, 1).more()).isEqualTo(1);
    assertThat(issues.articles(first)).hasSize(3);

    IssueId second = frozen(newsletter, now.plusSeconds(1));
    assertThat(given.shown(ada, second, "NEW")).containsExactly("Number 1");
  }

  @Test
  void waitsForTheMinimum() {
    Instant now = year(2035);
    given.reader("minimum", longBefore(now));
    given.article("Alone", now.minus(days(1)));

    assertThat(reason(given.newsletter("minimum", 12, 2), now))
        .isEqualTo("no reader has the 2 new articles that an issue needs");
  }

  @Test
  void leavesOutWhatIsWithdrawnAndWhoIsSuppressed() {
    Instant now = year(2036);
    var ada = given.reader("without", longBefore(now));
    var eve = given.reader("without", longBefore(now));
    given.article("Kept", now.minus(days(1)));
    given.article("Withdrawn", now.minus(days(1)));
    given.withdrawal("Withdrawn", now.minus(days(1)));
    suppressions.suppress(given.key(eve), null, Suppressions.Reason.COMPLAINT, now);

    IssueId issue = frozen(given.newsletter("without"), now);

    assertThat(given.shown(ada, issue, "NEW")).containsExactly("Kept");
    assertThat(issues.get(issue).recipients()).isEqualTo(1);
  }

  @Test
  void tellsOnceOfACorrectionAndOnlyThoseWhoHadTheArticle() {
    Instant now = year(2037);
    var had = given.reader("corrected", longBefore(now));
    given.article("Dose", now.minus(days(1)));
    Newsletter newsletter = given.newsletter("corrected");
    frozen(newsletter, now);
    var later = given.reader("corrected", now.plus(days(1)));
    given.correction("Dose", "It is 5 mg, not 50.", now.plus(days(2)));
    given.article("Next week", now.plus(days(3)));

    IssueId second = frozen(newsletter, now.plus(days(7)));
    assertThat(given.shown(had, second, "NEW")).containsExactly("Next week");
    assertThat(given.shown(had, second, "CORRECTION")).containsExactly("Dose");
    assertThat(given.shown(later, second, "NEW")).containsExactly("Next week", "Dose");
    assertThat(given.shown(later, second, "CORRECTION")).isEmpty();

    given.article("Two weeks on", now.plus(days(8)));
    IssueId third = frozen(newsletter, now.plus(days(14)));
    assertThat(given.shown(had, third, "NEW")).containsExactly("Two weeks on");
    assertThat(given.shown(had, third, "CORRECTION")).isEmpty();
  }

  @Test
  void saysThatNobodyIsThere() {
    assertThat(reason(given.newsletter("empty"), year(2038))).isEqualTo("nobody is subscribed");
  }

  private String reason(Newsletter newsletter, Instant now) {
    return switch (compose(newsletter, now)) {
      case Composed.Frozen(var issue) -> throw new AssertionError(issue);
      case Composed.Nothing(var reason) -> reason;
    };
  }

  private static Instant longBefore(Instant now) {
    return now.minus(days(300));
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
