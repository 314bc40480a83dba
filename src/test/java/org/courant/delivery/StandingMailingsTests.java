package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.PENDING;
import static org.courant.delivery.DeliveryState.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.courant.CourantTest;
import org.courant.message.Samples;
import org.courant.node.Node;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/// Single mails: counted when they are added, each given up by itself.
@CourantTest
class StandingMailingsTests extends StandingFixture {
  @Test
  void growsWithEachMailAndTheEquationHoldsInsideTheTransaction() {
    var id = standing();
    assertThat(mailings.progress(id).holds()).isTrue();
    transactions.executeWithoutResult(
        _ -> {
          add(id, "ada");
          assertThat(mailings.progress(id).holds()).isTrue();
          assertThat(mailings.progress(id).frozen()).isEqualTo(1);
        });
    transactions.executeWithoutResult(
        status -> {
          add(id, "bob");
          status.setRollbackOnly();
        });
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(PENDING, 1L));
    assertThat(mailings.progress(id).holds()).isTrue();
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void nobodyWaitsForAnothersTransaction() {
    var id = standing();
    var reader = UUID.randomUUID();
    transactions.executeWithoutResult(
        _ -> {
          standing.add(id, mail(reader, "ada"), now());
          var others =
              List.of(reader, UUID.randomUUID()).stream()
                  .map(
                      other ->
                          CompletableFuture.runAsync(
                              () -> standing.add(id, mail(other, "bob"), now()),
                              Thread::startVirtualThread))
                  .toList();
          others.forEach(other -> assertThat(other).succeedsWithin(Duration.ofSeconds(30)));
          assertThat(mailings.progress(id).frozen()).isEqualTo(3);
          assertThat(mailings.progress(id).holds()).isTrue();
        });
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void aMailThatGoesMissingIsMissed() {
    var id = standing();
    add(id, "ada");
    add(id, "bob");
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from delivery where mailing_id = :id and name = 'bob'")
              .param("id", id.value())
              .update();
          assertThat(mailings.progress(id).holds()).isFalse();
          status.setRollbackOnly();
        });
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void nobodyElseChangesTheNumberAndNothingEndsIt() {
    var id = standing();
    add(id, "ada");
    assertThatThrownBy(() -> set(id, "frozen = frozen + 1"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("never changes");
    assertThatThrownBy(() -> set(id, "state = 'FINISHED'"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("mailing_standing_never_ends");
    var issue = mailing(List.of("reader@" + domain));
    assertThatThrownBy(() -> insert(issue, "late@" + domain, "Late"))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("never change");
    assertThatIllegalStateException().isThrownBy(() -> add(issue, "late"));
    assertThatIllegalStateException()
        .isThrownBy(() -> mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1))));
    mailings.addTemplate(id, 2, Samples.rendered(marks.of(id, 2)));
    mailings.cancel(id, "the test is over", clock.instant());
    mailings.cancel(issue, "the test is over", clock.instant());
    assertThatIllegalStateException().isThrownBy(() -> add(id, "late"));
  }

  @Test
  void givesUpASingleMailThatWouldComeTooLateAndKeepsTheOthers() {
    var id = standing();
    add(id, "early");
    standing.add(id, mail(UUID.randomUUID(), "later", Duration.ofDays(2)), now());
    upkeep.run(now().plus(Duration.ofHours(25)));
    assertThat(states(id)).isEqualTo(Map.of("early@" + domain, FAILED, "later@" + domain, PENDING));
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void countsOnceWhatAPersonSaidArrivedBeforeItWasGivenUp() throws Exception {
    var id = standing();
    add(id, "ada");
    var killed = Node.join(database);
    var block = claims.claim(id, killed.id(), 1, now(), now().plusSeconds(3600)).getFirst();
    assertThat(exchange(transits, killed, block, now())).hasSize(1);
    killed.close();
    claims.abandon();
    states.pause(id, "a person looks");
    assertThat(states.resolve(id, SENT, now())).isEqualTo(1);
    upkeep.run(now().plus(Duration.ofHours(25)));
    assertThat(
            jdbc.sql("select sent * 10 + failed from mailing_progress where id = :id")
                .param("id", id.value())
                .query(Integer.class)
                .single())
        .isEqualTo(10);
    assertThat(mailings.progress(id).counts()).isEqualTo(Map.of(SENT, 1L));
    mailings.cancel(id, "the test is over", clock.instant());
  }
}
