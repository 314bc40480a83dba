package org.courant.issue;

import java.time.Instant;
import org.courant.article.Ledger;
import org.courant.delivery.MailingState;
import org.courant.delivery.Mailings;
import org.courant.issue.Composition.Composed;
import org.courant.issue.LaunchOutcome.Launched;
import org.courant.message.AddressKeys;
import org.courant.publication.Newsletter;
import org.courant.publication.Newsletters;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What tests of a composition or a launch share: an issue composed or launched, and how its
/// mailing stands.
abstract class Launching {
  @Autowired IssueLaunch launch;
  @Autowired Issues issues;
  @Autowired Mailings mailings;
  @Autowired ApplicationContext context;

  Given given;

  @BeforeEach
  void setUp() {
    given = new Given(bean(JdbcClient.class), bean(Ledger.class), bean(AddressKeys.class));
  }

  IssueId composed(String campaign, Instant now) {
    var weekly = bean(Newsletters.class).named("weekly").orElseThrow();
    bean(Composition.class).compose(new Composition.Order(weekly, campaign, now), now);
    return issues.launchedBy(campaign, now).orElseThrow().id();
  }

  IssueId frozen(Newsletter newsletter, Instant now) {
    return switch (compose(newsletter, now)) {
      case Composed.Frozen(var issue) -> issue;
      case Composed.Nothing(var reason) -> throw new AssertionError(reason);
    };
  }

  Composed compose(Newsletter newsletter, Instant now) {
    return bean(Composition.class)
        .compose(new Composition.Order(newsletter, newsletter.slug(), now), now);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  MailingState state(IssueId issue) {
    return mailings.progress(issues.get(issue).mailing()).state();
  }

  static Launched launched(LaunchOutcome outcome) {
    if (outcome instanceof Launched launched) {
      return launched;
    }
    throw new AssertionError(outcome);
  }

  static Instant year(int year) {
    return Instant.parse("%d-03-03T08:00:00Z".formatted(year));
  }
}
