package org.courant.mailing;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.MailingState;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.junit.jupiter.api.Test;

@CourantTest
class MailingCommandsTests extends CommandFixture {
  private final StringWriter errors = new StringWriter();

  @Test
  void pausesResumesAndCancelsByName() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@seven.example", "b@seven.example"));

    assertThat(mailing("pause", name))
        .isEqualTo(name + " pauses. What is in transit now still leaves.\nexit 0");
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.PAUSED);
    assertThat(shown())
        .contains("paused    %s frozen 2 = pending 2 (a person stopped it)\n".formatted(name));
    assertThat(mailing("pause", name)).isEqualTo("exit 1");

    assertThat(mailing("resume", name)).isEqualTo(name + " goes on.\nexit 0");
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    assertThat(mailing("resume", name)).isEqualTo("exit 1");

    assertThat(mailing("cancel", name)).isEqualTo("exit 2");
    assertThat(errors.toString())
        .endsWith(
            "2 of 2 would never get %s. Say it again with --yes, or stop it for now: mailing pause %s%n"
                .formatted(name, name));
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    assertThat(mailing("cancel", name, "--yes"))
        .isEqualTo(name + " is cancelled. What is in transit now still leaves.\nexit 0");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(CANCELLED, 2L));
    assertThat(mailing("cancel", name, "--yes")).isEqualTo("exit 1");
    assertThat(mailing("cancel", name)).as("nothing is left to lose").isEqualTo("exit 1");
    assertThat(mailing("cancel", "nosuch")).isEqualTo("exit 2");
    assertThat(mailing()).isEqualTo("exit 2");
  }

  @Test
  void failsTheVerificationWhenARowIsLost() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@three.example", "b@three.example", "c@three.example"));
    mailings.cancel(id, "the test is over", clock.instant());
    assertThat(verify()).endsWith("exit 0").contains(name + " frozen 3 = cancelled 3\n");
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from delivery where mailing_id = :id and address = 'b@three.example'")
              .param("id", id.value())
              .update();
          assertThat(verify())
              .endsWith("exit 1")
              .contains(name + " DOES NOT HOLD: frozen 3, but the rows are 2 = cancelled 2\n");
          status.setRollbackOnly();
        });
  }

  @Test
  void resolvesUncertainRowsAsAPersonSays() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@four.example", "b@four.example"));
    uncertain(id);
    assertThat(deliveries("resolve", "--mailing", name, "--as", "resend")).endsWith("exit 0");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(PENDING, 2L));
    uncertain(id);
    assertThat(deliveries("resolve", "--mailing", name, "--as", "sent"))
        .isEqualTo("Uncertain messages of %s that count as sent now: 2\nexit 0".formatted(name));
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(SENT, 2L));
    assertThat(deliveries("resolve", "--mailing", name, "--as", "lost")).endsWith("exit 2");
    assertThat(deliveries("resolve", "--mailing", "nosuch", "--as", "sent")).endsWith("exit 2");
    assertThat(deliveries()).endsWith("exit 2");
  }

  @Test
  void sendsNothingAgainThatWouldComeTooLate() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@six.example"));
    uncertain(id);
    jdbc.sql("update mailing set useful_until = :now where id = :id")
        .param("now", clock.instant().atOffset(UTC))
        .param("id", id.value())
        .update();

    assertThat(deliveries("resolve", "--mailing", name, "--as", "resend")).isEqualTo("exit 1");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(UNCERTAIN, 1L));
    assertThat(deliveries("resolve", "--mailing", name, "--as", "sent")).endsWith("exit 0");
  }

  @Test
  void tellsHowFastAMailingGoes() {
    var name = "commands-" + UUID.randomUUID();
    var id = mailing(name, List.of("a@eight.example", "b@eight.example"));
    assertThat(shown()).contains("sending   " + name + " frozen 2 = pending 2; 0.0 % done\n");
    mailings.cancel(id, "the test is over", clock.instant());
    assertThat(mailing("watch", name))
        .isEqualTo(name + " cancelled: 100.0 % done; sent 0 of 2, cancelled 2\nexit 1");
    assertThat(mailing("watch", "nosuch")).isEqualTo("exit 2");
  }

  @Test
  void aStandingMailingIsNotFollowedForEver() {
    var name = "confirmations-" + UUID.randomUUID();
    var id =
        standing.open(
            new NewMailing(name, "confirmations", Samples.HEADERS, clock.instant()),
            clock.instant());
    mailings.release(id, clock.instant());
    assertThat(mailing("watch", name))
        .startsWith(name + " is a standing mailing, which never ends; it is shown while")
        .endsWith(name + " sending: 100.0 % done; sent 0 of 0\nexit 0");
    mailings.cancel(id, "the test is over", clock.instant());
  }

  /// As if a process had been killed, and nothing else of the mailing were left to do.
  private void uncertain(MailingId id) {
    jdbc.sql("update delivery_block set due_at = null where mailing_id = :id")
        .param("id", id.value())
        .update();
    jdbc.sql("update delivery set state = 'UNCERTAIN' where mailing_id = :id")
        .param("id", id.value())
        .update();
  }

  private String verify() {
    return run(new VerifyCommand(() -> equations));
  }

  private String shown() {
    return run(new MailingsCommand(() -> looks, () -> standing, () -> clock));
  }

  private String mailing(String... arguments) {
    return run(
        errors,
        new MailingCommand(() -> mailings, () -> states, () -> standing, () -> looks, () -> clock),
        arguments);
  }
}
