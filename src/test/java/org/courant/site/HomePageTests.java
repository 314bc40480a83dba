package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.courant.issue.Issue;
import org.courant.issue.IssueId;
import org.courant.message.MailingId;
import org.courant.publication.Newsletter;
import org.junit.jupiter.api.Test;

class HomePageTests {

  @Test
  void eachNewsletterShowsItsOwnLatestIssues() {
    var letters =
        HomePage.letters(
            List.of(newsletter("weekly"), newsletter("daily"), newsletter("new")),
            List.of(
                issue("daily", 9),
                issue("weekly", 4),
                issue("weekly", 3),
                issue("weekly", 2),
                issue("weekly", 1)));

    assertThat(letters)
        .extracting(letter -> letter.issues().stream().map(Issue::number).toList())
        .containsExactly(List.of(4, 3, 2), List.of(9), List.of());
  }

  private static Newsletter newsletter(String slug) {
    return new Newsletter(slug, slug, "", Period.ofDays(7), "n", "n@courant.test", 12, 1);
  }

  private static Issue issue(String newsletter, int number) {
    return new Issue(
        new IssueId(UUID.randomUUID()),
        newsletter,
        number,
        new MailingId(UUID.randomUUID()),
        "%s-%d".formatted(newsletter, number),
        Issue.State.RENDERED,
        null,
        "Title",
        Instant.EPOCH,
        1,
        1,
        1);
  }
}
