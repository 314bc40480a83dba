package org.courant.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.node.Node;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// A claim's cost must not depend on how large its mailing is, whatever the planner knows of the
/// table.
@CourantTest
class LargeTableTests extends Fixture {
  private static final int READERS = 100_000;
  private static final int BLOCK = 128;

  @Autowired private ApplicationContext context;

  @Test
  void readsOnlyTheRowsOfABlockWhatIsClaimedMarkedAndRecorded() throws Exception {
    var id =
        requireNonNull(
            transactions.execute(
                _ -> LedgerBench.frozen(context, READERS, 1, "news@courant.test")));
    jdbc.sql("update mailing set state = 'SENDING' where id = :id")
        .param("id", id.value())
        .update();
    Instant now = TestClock.START;
    try (var node = Node.join(database)) {
      long read =
          requireNonNull(
              transactions.execute(
                  _ -> {
                    long before = rowsRead();
                    var block = claims.claim(id, node.id(), 1, now, now.plusSeconds(60)).getFirst();
                    Fixture.exchange(transits, node, block, now);
                    transits.settle(node.id(), account(block, results(block)), now);
                    return rowsRead() - before;
                  }));
      // Each is looked up by its claim, its mark, its result and its block's release.
      assertThat(read).isBetween((long) BLOCK, 8L * BLOCK);
    }
    // Or else the senders of other tests would try the rest.
    jdbc.sql("update mailing set state = 'PAUSED' where id = :id").param("id", id.value()).update();
    assertThat(equations.of(id).count(DeliveryState.SENT)).isEqualTo(BLOCK);
  }

  private static Result[] results(ClaimedBlock block) {
    return block.rows().stream()
        .map(row -> Result.of(row, DeliveryState.SENT, "250", null, Verdict.Besides.NOTHING))
        .toArray(Result[]::new);
  }

  /// Rows and entries of indexes that this transaction has read of the table.
  private long rowsRead() {
    var sql =
        """
        select pg_stat_get_xact_tuples_returned('delivery'::regclass) + sum(pg_stat_get_xact_tuples_returned(indexrelid))
        from pg_index where indrelid = 'delivery'::regclass
        """;
    return jdbc.sql(sql).query(Long.class).single();
  }
}
