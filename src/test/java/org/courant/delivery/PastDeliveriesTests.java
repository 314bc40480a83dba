package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.delivery.Equations.Equation;
import org.courant.message.MailingId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class PastDeliveriesTests extends Fixture {
  private static final Instant LONG_AFTER =
      TestClock.START.plus(Duration.ofHours(36)).plus(PastDeliveries.KEPT).plusSeconds(1);

  @Autowired private PastDeliveries past;

  @Test
  void keepsWhoHadWhatAndTheEquationAndNoAddress() {
    var id = ended(MailingState.FINISHED, 300);
    jdbc.sql(
            """
            update delivery set state = 'FAILED' where mailing_id = :id and address like 'r1%';
            update delivery set state = 'UNCERTAIN' where mailing_id = :id and address like 'r2%'
            """)
        .param("id", id.value())
        .update();
    var equation = equations.of(id);
    var had = had(id);

    foldAll(LONG_AFTER);

    assertThat(rows("delivery", id)).isZero();
    assertThat(rows("delivery_block", id)).isZero();
    assertThat(rows("delivery_past", id)).isPositive();
    assertThat(equations.of(id)).isEqualTo(equation);
    assertThat(equation.holds()).isTrue();
    assertThat(equation.counts()).hasSize(3);
    assertThat(equations.all()).contains(equation);
    assertThat(had(id)).isEqualTo(had).hasSize(200);
  }

  @Test
  void leavesAloneWhatMayStillBeAskedFor() {
    var finished = ended(MailingState.FINISHED, 3);
    var paused = ended(MailingState.PAUSED, 3);
    var waiting = frozen(List.of("w@past.example"));
    jdbc.sql("update mailing set state = 'CANCELLED' where id = :id")
        .param("id", waiting.value())
        .update();

    foldAll(LONG_AFTER.minusSeconds(2));
    assertThat(rows("delivery", finished)).isEqualTo(3);

    foldAll(LONG_AFTER);
    assertThat(rows("delivery", finished)).isZero();
    assertThat(rows("delivery", paused)).isEqualTo(3);
    assertThat(rows("delivery", waiting)).isEqualTo(1);
  }

  @Test
  void aRunningServerFolds() {
    var id = ended(MailingState.FINISHED, 2);

    while (rows("delivery", id) > 0) {
      upkeep.run(LONG_AFTER);
    }
    assertThat(equations.of(id).line()).endsWith("frozen 2 = sent 2");
  }

  private MailingId ended(MailingState state, int readers) {
    var id = frozen(IntStream.range(0, readers).mapToObj("r%03d@past.example"::formatted).toList());
    jdbc.sql(
            """
            update delivery set state = 'SENT', answer = '250 2.0.0 Ok' where mailing_id = :id;
            update delivery_block set due_at = null where mailing_id = :id;
            update mailing set state = :state where id = :id
            """)
        .param("id", id.value())
        .param("state", state.name())
        .update();
    return id;
  }

  private void foldAll(Instant now) {
    while (past.fold(now) > 0) {
      assertThat(equations.all()).allMatch(Equation::holds);
    }
  }

  private List<String> had(MailingId id) {
    return jdbc.sql(
            "select recipient || ' ' || variant from delivery_carried where mailing_id = :id order by 1")
        .param("id", id.value())
        .query((rs, _) -> java.util.Objects.requireNonNull(rs.getString(1)))
        .list();
  }

  private int rows(String table, MailingId id) {
    return jdbc.sql("select count(*) from %s where mailing_id = :id".formatted(table))
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }
}
