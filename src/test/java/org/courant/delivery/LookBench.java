package org.courant.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import org.courant.Bench;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How long one look at a mailing takes beside counting its rows: `LookBench READERS DATA`.
final class LookBench {
  private static final int LOOKS = 15;

  private LookBench() {}

  public static void main(String[] arguments) throws Exception {
    var readers = Integer.parseInt(arguments[0]);
    try (var context = Bench.start(Path.of(arguments[1]))) {
      context
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(_ -> LedgerBench.frozen(context, readers, 20, "news@courant.test"));
      var jdbc = context.getBean(JdbcClient.class);
      look(jdbc, "before the first message");
      halfWay(jdbc);
      look(jdbc, "half way, 32 blocks at work");
      count(context.getBean(Equations.class));
    }
  }

  /// As sending leaves the ledger: half of the blocks given back, and the next at work.
  private static void halfWay(JdbcClient jdbc) {
    var half = "(select percentile_disc(0.5) within group (order by first_id) from delivery_block)";
    jdbc.sql("update delivery set state = 'SENT', answered_at = now() where id < " + half).update();
    jdbc.sql("update delivery_block set sent = 128, due_at = null where first_id < " + half)
        .update();
    jdbc.sql(
            """
            update delivery_block set owner = 1, counted = false, claimed_at = now(), transit = array[first_id, first_id + 1]
            where first_id in (select first_id from delivery_block where due_at is not null order by first_id limit 32)
            """)
        .update();
    jdbc.sql("analyze").update();
  }

  private static void look(JdbcClient jdbc, String when) {
    var sql = "select sent from mailing_progress where state in ('SENDING', 'RENDERING')";
    print("a look " + when, () -> jdbc.sql(sql).query(Long.class).list());
  }

  private static void count(Equations equations) {
    print("the equation, all rows counted", equations::all);
  }

  private static void print(String what, Runnable act) {
    var millis = new ArrayList<Double>();
    for (var i = 0; i < LOOKS; i++) {
      var start = System.nanoTime();
      act.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(millis);
    System.out.printf(
        "%-36s median %.1f ms, worst %.1f ms%n", what, millis.get(LOOKS / 2), millis.getLast());
  }
}
