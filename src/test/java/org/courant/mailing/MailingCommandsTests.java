package org.courant.mailing;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.CANCELLED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.Equations;
import org.courant.delivery.MailingState;
import org.courant.delivery.MailingStates;
import org.courant.delivery.Mailings;
import org.courant.delivery.NewMailing;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.message.SlotMarks;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;

@CourantTest
class MailingCommandsTests {
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transactions;
  @Autowired private Clock clock;
  @Autowired private Mailings mailings;
  @Autowired private MailingStates states;
  @Autowired private Equations equations;
  @Autowired private AddressKeys keys;
  @Autowired private SlotMarks marks;

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

    assertThat(mailing("cancel", name))
        .isEqualTo(name + " is cancelled. What is in transit now still leaves.\nexit 0");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(CANCELLED, 2L));
    assertThat(mailing("cancel", name)).isEqualTo("exit 1");
    assertThat(mailing("cancel", "nosuch")).isEqualTo("exit 1");
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
    assertThat(deliveries("resolve", "--mailing", "nosuch", "--as", "sent")).endsWith("exit 1");
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

  private MailingId mailing(String name, List<String> addresses) {
    var useful = clock.instant().plus(Duration.ofHours(36));
    MailingId id =
        transactions.execute(
            _ -> {
              var made = mailings.create(new NewMailing(name, "weekly", Samples.HEADERS, useful));
              addresses.forEach(address -> insert(made, address));
              mailings.freeze(made, clock.instant());
              return made;
            });
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    return id;
  }

  private void insert(MailingId id, String address) {
    var sql =
        """
        insert into mailing_recipient (mailing_id, recipient, address, address_key, variant, due_at, name)
        values (:mailing, :recipient, :address, :key, 1, :due, null)
        """;
    jdbc.sql(sql)
        .param("mailing", id.value())
        .param("recipient", UUID.randomUUID())
        .param("address", address)
        .param("key", keys.of(MailAddress.parse(address)))
        .param("due", clock.instant().atOffset(UTC))
        .update();
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
    return run(new MailingsCommand(() -> equations, () -> mailings));
  }

  private String mailing(String... arguments) {
    return run(new MailingCommand(() -> mailings, () -> states, () -> clock), arguments);
  }

  private String deliveries(String... arguments) {
    return run(new DeliveriesCommand(() -> mailings, () -> states, () -> clock), arguments);
  }

  private static String run(Object command, String... arguments) {
    var out = new StringWriter();
    var status =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(new StringWriter()))
            .execute(arguments);
    return out + "exit " + status;
  }
}
