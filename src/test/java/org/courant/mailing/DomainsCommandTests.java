package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.MailingStates;
import org.courant.pacing.DomainStates;
import org.courant.pacing.PaceForTests;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

@CourantTest
class DomainsCommandTests {
  @Autowired private BeanFactory beans;
  @Autowired private DomainStates domains;
  @Autowired private MailingStates states;

  @Test
  void showsADomainThatRefusesUsAndLetsItHaveMailAgain() {
    var domain = "sulks-" + UUID.randomUUID() + ".example";
    var now = Instant.parse("2026-11-23T08:00:00Z");
    PaceForTests.pacing(beans, Map.of()).join().refused(domain, "550 5.7.1 not from you", now);
    assertThat(run())
        .contains(
            "paused   %s since 2026-11-23T08:00:00Z until 2026-11-23T08:15:00Z, refusals 1; the last answer: 550 5.7.1 not from you"
                .formatted(domain));
    assertThat(run("resume", domain)).isEqualTo(domain + " gets mail again.\nexit 0");
    assertThat(run("resume", domain)).isEqualTo("exit 1");
    assertThat(run()).doesNotContain(domain);
  }

  private String run(String... arguments) {
    var out = new StringWriter();
    var status =
        new CommandLine(new DomainsCommand(() -> domains, () -> states))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments);
    return out + "exit " + status;
  }
}
