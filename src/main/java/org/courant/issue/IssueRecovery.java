package org.courant.issue;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Goes on, when a server starts, with what a kill left composed but not rendered.
@Component
@Order(50)
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class IssueRecovery implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(IssueRecovery.class);

  private final IssueLaunch launch;
  private final Clock clock;

  IssueRecovery(IssueLaunch launch, Clock clock) {
    this.launch = launch;
    this.clock = clock;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    int resumed = launch.resume(clock.instant());
    if (resumed > 0) {
      LOG.info("{} issues that a stop left unrendered are rendered now", resumed);
    }
  }
}
