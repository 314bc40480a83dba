package org.courant.mailing;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.Retries;
import org.courant.message.MailingId;
import org.courant.pacing.DomainStates;
import org.courant.pacing.PaceForTests;
import org.courant.pacing.Pacing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class DomainsCommandTests extends CommandFixture {
  @Autowired private BeanFactory beans;
  @Autowired private DomainStates domains;
  @Autowired private Retries retries;

  private Pacing pacing;

  @BeforeEach
  void setUp() {
    pacing = PaceForTests.pacing(beans, Map.of());
  }

  @Test
  void showsADomainThatRefusesUsAndLetsItHaveMailAgain() {
    var domain = "sulks-" + UUID.randomUUID() + ".example";
    var now = Instant.parse("2026-11-23T08:00:00Z");
    pacing.join().refused(domain, "550 5.7.1 not from you", now);
    assertThat(run())
        .contains(
            "paused   %s since 2026-11-23T08:00:00Z until 2026-11-23T08:15:00Z, refusals 1; the last answer: 550 5.7.1 not from you"
                .formatted(domain));
    assertThat(run("resume", domain)).isEqualTo(domain + " gets mail again.\nexit 0");
    assertThat(run("resume", domain)).isEqualTo("exit 1");
    assertThat(run()).doesNotContain(domain);
  }

  @Test
  void triesAtOnceWhatADomainPutOffAndNothingElse() {
    var domain = "sulks-" + UUID.randomUUID() + ".example";
    var one = "other-" + domain;
    var names = Map.of("domains[0].names", domain + "," + one, "domains[0].rate", "5");
    pacing = PaceForTests.pacing(beans, names);
    var now = clock.instant();
    var readers =
        List.of("a@" + domain, "b@" + domain.toUpperCase(Locale.ROOT), "c@" + one, "d@x" + domain);
    var goes = mailing("goes-" + domain, readers);
    var over = mailing("over-" + domain, readers);
    List.of(goes, over).forEach(this::putOff);
    mailings.cancel(over, "wrong", now);
    pacing.join().refused(domain, "550 5.7.1 not from you", now);

    assertThat(run("resume", one))
        .isEqualTo(
            domain + " gets mail again; 3 messages that were put off are tried now.\nexit 0");

    assertThat(due("address from delivery", goes))
        .containsExactlyInAnyOrderElementsOf(readers.subList(0, 3));
    assertThat(due("address from delivery", over)).isEmpty();
    assertThat(due("'it is' from delivery_block", goes)).containsExactly("it is");
    mailings.cancel(goes, "the test is over", now);
  }

  private List<String> due(String what, MailingId id) {
    return jdbc.sql("select " + what + " where mailing_id = :id and due_at <= :now")
        .param("id", id.value())
        .param("now", clock.instant().atOffset(UTC))
        .query((rs, _) -> requireNonNull(rs.getString(1)))
        .list();
  }

  /// As if relays had asked for all of it to come again in four hours.
  private void putOff(MailingId id) {
    for (var set :
        List.of("delivery set state = 'DEFERRED', due_at", "delivery_block set due_at")) {
      jdbc.sql("update " + set + " = :later where mailing_id = :id")
          .param("later", clock.instant().plus(Duration.ofHours(4)).atOffset(UTC))
          .param("id", id.value())
          .update();
    }
  }

  private String run(String... arguments) {
    return run(
        new DomainsCommand(() -> domains, () -> retries, () -> pacing, () -> clock), arguments);
  }
}
