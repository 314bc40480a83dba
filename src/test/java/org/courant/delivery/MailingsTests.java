package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.message.MailingHeaders;
import org.courant.message.MailingId;
import org.courant.message.MailingRefused;
import org.courant.message.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;

@CourantTest
class MailingsTests extends Fixture {

  @Test
  void writesTheFrozenNumberOnceAndForEver() {
    var id = frozen(List.of("a@one.example", "b@one.example"));
    assertThat(mailings.progress(id).frozen()).isEqualTo(2);
    assertThatThrownBy(() -> mailings.freeze(id, clock.instant()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is frozen already");
    assertThatThrownBy(
            () ->
                jdbc.sql("update mailing set frozen = 3 where id = :id")
                    .param("id", id.value())
                    .update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("is frozen with 2 recipients: that number never changes");
    assertThatThrownBy(() -> insert(id, "late@one.example", null))
        .hasMessageContaining("the recipients of a frozen mailing never change");
  }

  @Test
  void goesOnlyWhenEveryVariantHasItsTemplate() {
    var id = frozen(List.of("a@two.example"));
    assertThat(mailings.unrendered()).contains(id);
    assertThat(mailings.missingTemplates(id)).containsExactly(1);
    assertThatThrownBy(() -> mailings.release(id, clock.instant()))
        .hasMessageContaining("lacks the templates [1]");
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    assertThat(mailings.unrendered()).doesNotContain(id);
    assertThatThrownBy(() -> mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1))))
        .isInstanceOf(IllegalStateException.class);
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void finishesAMailingToNobodyAtOnce() {
    var id = frozen(List.of());
    mailings.release(id, clock.instant());
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.FINISHED);
    assertThat(mailings.progress(id).line()).endsWith(" frozen 0 = 0");
  }

  @Test
  void refusesASenderThatIsNoMailbox() {
    var headers = new MailingHeaders("T", "N", "not an address", null, Samples.HEADERS.archive());
    assertThatThrownBy(
            () -> mailings.create(new NewMailing(fresh("bad"), "weekly", headers, clock.instant())))
        .isInstanceOf(MailingRefused.class)
        .hasMessageContaining("The address \"not an address\"");
  }

  @Test
  void failsTheVerificationWhenARowIsLost() {
    var id = mailing(List.of("a@three.example", "b@three.example", "c@three.example"));
    mailings.cancel(id, "the test is over", clock.instant());
    var name = mailings.progress(id).mailing();
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
    var id = mailing(List.of("a@four.example", "b@four.example"));
    var name = mailings.progress(id).mailing();
    uncertain(id);
    assertThat(deliveries("resolve", "--mailing", name, "--as", "resend")).endsWith("exit 0");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(PENDING, 2L));
    uncertain(id);
    upkeep.run(clock.instant());
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.FINISHED);
    assertThat(deliveries("resolve", "--mailing", name, "--as", "sent"))
        .isEqualTo("Uncertain messages of %s that count as sent now: 2\nexit 0".formatted(name));
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(SENT, 2L));
    assertThat(deliveries("resolve", "--mailing", name, "--as", "lost")).endsWith("exit 2");
    assertThat(deliveries("resolve", "--mailing", "nosuch", "--as", "sent")).endsWith("exit 1");
    assertThat(deliveries()).endsWith("exit 2");
  }

  @Test
  void sendsNothingAgainThatWouldComeTooLate() {
    var id = mailing(List.of("a@six.example"));
    var name = mailings.progress(id).mailing();
    uncertain(id);
    jdbc.sql("update mailing set useful_until = :now where id = :id")
        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
        .param("id", id.value())
        .update();

    assertThat(deliveries("resolve", "--mailing", name, "--as", "resend")).isEqualTo("exit 1");
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(UNCERTAIN, 1L));
    assertThat(deliveries("resolve", "--mailing", name, "--as", "sent")).endsWith("exit 0");
  }

  @Test
  void liftsNothingButAReadersOwnLeaving() {
    var key = keys.of(MailAddress.parse(fresh("back") + "@five.example"));
    var now = clock.instant();
    suppressions.suppress(key, "weekly", Suppressions.Reason.UNSUBSCRIBED, now);
    assertThat(suppressions.covers(key, "weekly")).isTrue();
    assertThat(suppressions.covers(key, "daily")).isFalse();
    assertThat(suppressions.lift(key, "weekly")).isTrue();
    suppressions.suppress(key, "weekly", Suppressions.Reason.COMPLAINT, now);
    assertThat(suppressions.lift(key, "weekly")).isFalse();
    suppressions.suppress(key, null, Suppressions.Reason.ERASED, now);
    assertThat(suppressions.covers(key, "daily")).isTrue();
  }

  private void uncertain(MailingId id) {
    jdbc.sql("update delivery set state = 'UNCERTAIN' where mailing_id = :id")
        .param("id", id.value())
        .update();
  }

  private String verify() {
    return run(new VerifyCommand(() -> equations));
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
