package org.courant.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.SENT;
import static org.courant.delivery.DeliveryState.UNCERTAIN;

import java.util.concurrent.CountDownLatch;
import org.courant.CourantTest;
import org.courant.smtp.RelaysForTests;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;

@CourantTest
class StopTests extends Fixture {
  @Test
  void aRelayThatTakesSomeSecondsForItsAnswerLeavesNobodyInDoubtAtAStop() throws Exception {
    var mailing = mailing(PacedSendingTests.readers(8, fresh("stop") + ".example"));
    var asked = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> {
              if (stage == Stage.FINAL_DOT) {
                asked.countDown();
                passes(never, 4);
              }
              return null;
            };
    try (var relay = new ScriptedRelay(script)) {
      try (var _ = sending(RelaysForTests.patient(relay.port()))) {
        assertThat(asked.await(60, SECONDS)).isTrue();
      }
      assertThat(mailings.progress(mailing).counts())
          .containsEntry(SENT, 1L)
          .doesNotContainKey(UNCERTAIN);
      assertThat(relay.accepted()).hasSize(1);
    }
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  private static void passes(CountDownLatch never, int seconds) {
    try {
      assertThat(never.await(seconds, SECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
