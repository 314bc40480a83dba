package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.courant.delivery.Verdict.Besides;
import org.courant.smtp.Answer;
import org.courant.smtp.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTests {

  @ParameterizedTest
  @CsvSource({
    // transitory
    "RCPT,      450, ,       DEFERRED, NOTHING",
    "RCPT,      450, 4.2.1,  DEFERRED, NOTHING",
    "RCPT,      451, 4.7.1,  DEFERRED, SLOW_DOMAIN",
    "RCPT,      452, 4.2.2,  DEFERRED, NOTHING",
    "FINAL_DOT, 451, 4.3.0,  DEFERRED, NOTHING",
    "MAIL,      421, 4.3.2,  DEFERRED, CONNECTION",
    "MAIL,      451, 4.1.8,  DEFERRED, NOTHING",
    "MAIL,      452, ,       DEFERRED, CONNECTION",
    "RCPT,      421, ,       DEFERRED, SLOW_DOMAIN",
    "FINAL_DOT, 421, 4.7.28, DEFERRED, SLOW_DOMAIN",
    // the address
    "RCPT,      550, 5.1.1,  FAILED,   SUPPRESS",
    "FINAL_DOT, 550, 5.1.1,  FAILED,   SUPPRESS",
    "RCPT,      550, 5.1.2,  FAILED,   SUPPRESS",
    "RCPT,      553, 5.1.3,  FAILED,   SUPPRESS",
    "RCPT,      551, 5.1.6,  FAILED,   SUPPRESS",
    "RCPT,      556, 5.1.10, FAILED,   SUPPRESS",
    "RCPT,      550, 5.2.1,  FAILED,   SUPPRESS",
    "RCPT,      550, ,       FAILED,   SUPPRESS",
    "RCPT,      551, ,       FAILED,   SUPPRESS",
    "RCPT,      553, ,       FAILED,   SUPPRESS",
    "RCPT,      550, 5.0.0,  FAILED,   SUPPRESS",
    // the mailbox, perhaps not for ever
    "RCPT,      552, 5.2.2,  FAILED,   SOFT",
    "FINAL_DOT, 552, 5.2.2,  FAILED,   SOFT",
    "RCPT,      552, ,       FAILED,   SOFT",
    "RCPT,      550, 5.1.0,  FAILED,   SOFT",
    "RCPT,      550, 5.2.0,  FAILED,   SOFT",
    // us, not the reader
    "RCPT,      550, 5.7.1,  DEFERRED, PAUSE_DOMAIN",
    "FINAL_DOT, 550, 5.7.26, DEFERRED, PAUSE_DOMAIN",
    "FINAL_DOT, 554, 5.7.1,  DEFERRED, PAUSE_DOMAIN",
    "RCPT,      550, 5.1.7,  DEFERRED, PAUSE_DOMAIN",
    "RCPT,      550, 5.1.8,  DEFERRED, PAUSE_DOMAIN",
    "RCPT,      554, ,       DEFERRED, PAUSE_DOMAIN",
    "FINAL_DOT, 550, ,       DEFERRED, PAUSE_DOMAIN",
    "RCPT,      550, 5.4.1,  FAILED,   SOFT",
    "FINAL_DOT, 550, 5.4.1,  DEFERRED, PAUSE_DOMAIN",
    "RCPT,      550, 5.4.4,  DEFERRED, PAUSE_DOMAIN",
    "MAIL,      550, 5.7.1,  DEFERRED, SENDER",
    "MAIL,      553, 5.1.8,  DEFERRED, SENDER",
    "MAIL,      550, ,       DEFERRED, SENDER",
    "MAIL,      550, 5.7.8,  DEFERRED, CONNECTION",
    "MAIL,      535, 5.7.1,  DEFERRED, CONNECTION",
    "MAIL,      555, 5.5.4,  DEFERRED, CONNECTION",
    "MAIL,      530, ,       DEFERRED, CONNECTION",
    // the message
    "MAIL,      552, 5.3.4,  FAILED,   CONTENT",
    "MAIL,      552, ,       FAILED,   CONTENT",
    "RCPT,      501, ,       FAILED,   CONTENT",
    // this message to this reader
    "RCPT,      552, 5.2.3,  FAILED,   NOTHING",
    "RCPT,      550, 5.6.7,  FAILED,   NOTHING",
    "MAIL,      550, 5.6.7,  FAILED,   NOTHING",
    // both at once
    "RCPT,      550, 4.2.2,  DEFERRED, NOTHING",
    "RCPT,      550, 4.7.1,  DEFERRED, SLOW_DOMAIN",
    "RCPT,      450, 5.1.1,  DEFERRED, NOTHING",
    "RCPT,      500, 5.5.2,  FAILED,   CONTENT",
    "FINAL_DOT, 554, 5.6.0,  FAILED,   CONTENT",
    "FINAL_DOT, 554, ,       FAILED,   CONTENT",
    "DATA,      554, ,       FAILED,   CONTENT",
    "FINAL_DOT, 552, ,       FAILED,   CONTENT",
    // no answer to what was said
    "DATA,      250, ,       DEFERRED, CONNECTION",
  })
  void givesEveryRefusalItsPlace(
      Stage stage, int code, String enhanced, DeliveryState state, Besides besides) {
    assertThat(Verdict.of(new Answer.Refused(stage, code, enhanced, "text")))
        .isEqualTo(new Verdict(state, besides, "text"));
  }

  @ParameterizedTest
  @CsvSource({"5.3.4, CONTENT", "5.6.0, CONTENT", "5.6.3, CONTENT", "5.6.7, NOTHING"})
  void failsWhatTheRelayCannotCarry(String status, Besides besides) {
    assertThat(Verdict.of(new Answer.Unsendable(status, "not sent")))
        .isEqualTo(new Verdict(DeliveryState.FAILED, besides, status + " not sent"));
  }

  @Test
  void takesOnlyTheFinalDotForTheBoundOfWhatIsKnown() {
    assertThat(Verdict.of(new Answer.Accepted("250 ok")).state()).isEqualTo(DeliveryState.SENT);
    for (var stage : Stage.values()) {
      var verdict = Verdict.of(new Answer.Lost(stage, "gone"));
      assertThat(verdict.state())
          .isEqualTo(stage == Stage.FINAL_DOT ? DeliveryState.UNCERTAIN : DeliveryState.DEFERRED);
      assertThat(verdict.besides()).isEqualTo(Besides.CONNECTION);
    }
  }
}
