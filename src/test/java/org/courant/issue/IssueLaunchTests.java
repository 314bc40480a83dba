package org.courant.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.MailingState;
import org.courant.issue.LaunchOutcome.Failed;
import org.courant.issue.LaunchOutcome.Launched;
import org.courant.issue.LaunchOutcome.Skipped;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@CourantTest
class IssueLaunchTests extends Launching {
  @Autowired private MockMvcTester mvc;

  @Test
  void composesRendersAndReleases() {
    Instant now = year(2040);
    var ada = given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Sleep and the heart", now.minusSeconds(60), "research");

    Launched issue = launched(launch.launch("weekly", "launch-1", now, now));

    assertThat(given.shown(ada, issue.issue(), "NEW")).containsExactly("Sleep and the heart");
    assertThat(state(issue.issue())).isEqualTo(MailingState.SENDING);
    assertThat(issues.get(issue.issue()).title()).isEqualTo("Sleep and the heart");
    assertThat(issue.mailing()).isEqualTo("weekly-" + issue.number());
  }

  @Test
  void givesOneIssueForOneCampaignAndTimeHoweverOftenItIsCalled() {
    Instant now = year(2041);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Once", now.minusSeconds(60));

    var first = launched(launch.launch("weekly", "launch-2", now, now));
    given.article("Later", now.plusSeconds(5));
    var second = launched(launch.launch("weekly", "launch-2", now, now.plusSeconds(9)));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void skipsWithItsReasonWhenNothingIsNew() {
    Instant now = year(2042);
    given.reader("weekly", now.minus(Duration.ofDays(300)));

    assertThat(launch.launch("weekly", "launch-3", now, now))
        .asInstanceOf(type(Skipped.class))
        .satisfies(s -> assertThat(s.reason()).startsWith("no article is new for"));
  }

  @Test
  void goesOnWithWhatAKillLeftUnrendered() {
    Instant now = year(2044);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Left behind", now.minusSeconds(60), "research");
    IssueId issue = composed("launch-5", now);
    assertThat(state(issue)).isEqualTo(MailingState.RENDERING);

    launched(launch.launch("weekly", "launch-5", now, now.plusSeconds(60)));

    assertThat(state(issue)).isEqualTo(MailingState.SENDING);
    assertThat(issues.get(issue).state()).isEqualTo(Issue.State.RENDERED);
  }

  @Test
  void givesUpWhatWasNotReleasedAndLeavesTheRestAlone() {
    Instant now = year(2060);
    var ada = given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Too late", now.minusSeconds(60), "research");
    IssueId late = composed("launch-11", now);

    assertThat(launch.conclude("launch-11", now, "it came late", now))
        .contains(new Failed("it came late"));
    assertThat(state(late)).isEqualTo(MailingState.CANCELLED);
    assertThat(issues.get(late).state()).isEqualTo(Issue.State.FAILED);
    assertThat(launch.conclude("launch-12", now, "it came late", now)).isEmpty();

    Launched next = launched(launch.launch("weekly", "launch-12", now, now));
    assertThat(given.shown(ada, next.issue(), "NEW")).containsExactly("Too late");
    assertThat(launch.conclude("launch-12", now, "it came late", now)).contains(next);
    assertThat(state(next.issue())).isEqualTo(MailingState.SENDING);
  }

  @Test
  void refusesANewsletterThatIsNotThere() {
    assertThat(launch.launch("monthly", "launch-6", year(2045), year(2045)))
        .isEqualTo(new Failed("there is no newsletter \"monthly\""));
  }

  @Test
  void showsTheWholeIssueToAnybodyAndNobodysToken() {
    Instant now = year(2046);
    UUID research = given.reader("weekly", now.minus(Duration.ofDays(300)), "research");
    given.reader("weekly", now.minus(Duration.ofDays(300)), "pregnancy");
    given.article("For some", now.minusSeconds(60), "research");
    given.article("For others", now.minusSeconds(50), "pregnancy");
    given.article("Taken back", now.minusSeconds(40), "research");
    Launched issue = launched(launch.launch("weekly", "launch-7", now, now));
    given.withdrawal("Taken back", now.plusSeconds(1));

    String address = "/newsletters/weekly/" + issue.number();
    assertThat(mvc.get().uri(address))
        .hasStatusOk()
        .bodyText()
        .contains("For some", "For others", "has been withdrawn")
        .doesNotContain("Taken back", "unsubscribe", research.toString());
    assertThat(mvc.get().uri("/newsletters/weekly"))
        .hasStatusOk()
        .bodyText()
        .contains(address)
        .doesNotContain("For others");
    assertThat(mvc.get().uri("/newsletters/weekly/999999")).hasStatus(HttpStatus.NOT_FOUND);
    assertThat(mvc.get().uri("/newsletters/none")).hasStatus(HttpStatus.NOT_FOUND);
  }

  @Test
  void theArchiveShowsWhatWasCorrectedSince() {
    Instant now = year(2048);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Wrong at first", now.minusSeconds(60), "research");
    Launched issue = launched(launch.launch("weekly", "launch-48", now, now));
    String address = "/newsletters/weekly/" + issue.number();
    assertThat(mvc.get().uri(address)).bodyText().doesNotContain("The dose is 5 mg.");

    given.correction("Wrong at first", "The dose is 5 mg.", now.plusSeconds(1), "research");
    assertThat(mvc.get().uri(address)).bodyText().contains("Wrong at first", "The dose is 5 mg.");
  }
}
