package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@CourantTest
@ExtendWith(OutputCaptureExtension.class)
class ShownDeliveriesTests extends CommandFixture {

  @Test
  void showsSingleRecipientsAndWhatWasSaid() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@nine.example", "b@nine.example", "c@nine.example"));
    refused(id, "b@nine.example");

    assertThat(deliveries("show", "--mailing", name, "--state", "failed"))
        .isEqualTo(
            """
            failed     b@nine.example, 1 try, the last at 2026-11-23T08:00:00Z
                       550 5.1.1 no such reader
            exit 0""");
    assertThat(
            deliveries("show", "--mailing", name, "--address", " B@Nine.Example", "--transcript"))
        .isEqualTo(
            """
            failed     b@nine.example, 1 try, the last at 2026-11-23T08:00:00Z
                       550 5.1.1 no such reader
                       | C: RCPT TO:<b@nine.example>
                       | S: 550 5.1.1 no such reader
            exit 0""");
    assertThat(deliveries("show", "--mailing", name, "--limit", "1").lines()).hasSize(2);
    assertThat(deliveries("show", "--mailing", name, "--state", "pending"))
        .isEqualTo(
            "pending    a@nine.example, 0 tries\npending    c@nine.example, 0 tries\nexit 0");
    assertThat(deliveries("show", "--mailing", name, "--state", "in-transit"))
        .isEqualTo(name + " has no such recipient.\nexit 0");
    assertThat(deliveries("show", "--mailing", name, "--address", "nobody")).isEqualTo("exit 2");
    assertThat(deliveries("show", "--mailing", name, "--state", "lost")).isEqualTo("exit 2");
    assertThat(deliveries("show", "--mailing", name, "--limit", "0")).isEqualTo("exit 2");
    assertThat(deliveries("show", "--mailing", "nosuch")).isEqualTo("exit 2");
    mailings.cancel(id, "the test is over", clock.instant());
  }

  /// No line of any logger, and no statement that the database is asked, has the address.
  @Test
  void logsNoAddressThatItIsGiven(CapturedOutput output) {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("secret-reader@ten.example"));
    var root = (Logger) LoggerFactory.getLogger("org.courant");
    root.setLevel(Level.TRACE);
    try {
      assertThat(deliveries("show", "--mailing", name, "--address", "secret-reader@ten.example"))
          .contains("secret-reader@ten.example");
      deliveries("show", "--mailing", name, "--address", "secret-reader@ten example");
    } finally {
      root.setLevel(null);
    }
    assertThat(output.getAll()).doesNotContain("secret-reader");
    mailings.cancel(id, "the test is over", clock.instant());
  }

  private void refused(MailingId id, String address) {
    jdbc.sql(
            """
            with gone as (
              update delivery set state = 'FAILED', attempts = 1, answer = '550 5.1.1 no such reader',
                answered_at = '2026-11-23T08:00:00Z'
              where mailing_id = :id and address = :address returning id)
            insert into delivery_transcript
            select id, now(), E'C: RCPT TO:<b@nine.example>\nS: 550 5.1.1 no such reader\n' from gone
            """)
        .param("id", id.value())
        .param("address", address)
        .update();
  }
}
