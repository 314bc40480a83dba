package org.courant.delivery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.courant.Bench;
import org.courant.BenchCost;
import org.courant.message.MailingId;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// The ledger beside many old rows and beside none, in turns: `scripts/bench ledger`. There are two
/// databases, each with a server of its own. Each is measured as it is right after a freeze, when
/// nothing is known yet of the new rows.
final class LargeTableBench {
  private static final int VARIANTS = 1_000;

  private LargeTableBench() {}

  /// Arguments: old rows, rounds, recipients of a measured mailing, data folder.
  public static void main(String[] args) throws Exception {
    var old = Integer.parseInt(args[0]);
    var rounds = Integer.parseInt(args[1]);
    var readers = Integer.parseInt(args[2]);
    var data = Path.of(args[3]);
    try (var empty = start(data.resolve("empty"));
        var full = start(data.resolve("full"))) {
      System.out.printf("%,d old rows: %s%n", old, fill(full, old));
      rate(empty, readers); // warms up
      rate(full, readers);
      var ratios = new ArrayList<Double>();
      var costs = new ArrayList<Double>();
      for (var round = 1; round <= rounds; round++) {
        // Each goes first in every second round.
        var first = round % 2 == 0 ? rate(full, readers) : null;
        var alone = rate(empty, readers);
        var beside = first == null ? rate(full, readers) : first;
        ratios.add(beside.rows() / alone.rows());
        costs.add(alone.micros() / beside.micros());
        System.out.printf(
            "round %d: %s alone, %s beside the old; ratio %.2f, of processor time %.2f%n",
            round, alone, beside, ratios.getLast(), costs.getLast());
      }
      System.out.printf("ratio ledger-full-vs-empty %.2f%n", median(ratios));
      System.out.printf("ratio ledger-full-vs-empty-processor %.2f%n", median(costs));
    }
  }

  /// @param rows claimed, marked and recorded in a second
  /// @param micros what a row took of processors, here and in PostgreSQL
  private record Rate(double rows, double micros) {
    @Override
    public String toString() {
      return "%,.0f rows/s, %.0f µs a row".formatted(rows, micros);
    }
  }

  private static ConfigurableApplicationContext start(Path data) {
    return Bench.start(
        data,
        "--courant.relays[0].host=127.0.0.1",
        "--spring.datasource.hikari.minimum-idle=1",
        "--spring.jmx.enabled=false");
  }

  private static Rate rate(ConfigurableApplicationContext context, int readers) throws Exception {
    var mailing = frozen(context, readers);
    var before = BenchCost.now(context);
    var rows = new LedgerBench(context).rate(mailing);
    var spent = BenchCost.now(context).minus(before);
    context.getBean(JdbcTemplate.class).execute("update mailing set state = 'FINISHED'");
    return new Rate(rows, (spent.own() + spent.database()) / 1e3 / readers);
  }

  private static MailingId frozen(ConfigurableApplicationContext context, int readers) {
    Supplier<MailingId> freeze =
        () -> LedgerBench.frozen(context, readers, VARIANTS, "news@courant.test");
    return java.util.Objects.requireNonNull(
        context.getBean(TransactionTemplate.class).execute(_ -> freeze.get()));
  }

  /// Ten mailings that were sent, as months leave them: vacuumed, and known to the planner.
  private static String fill(ConfigurableApplicationContext context, int rows) {
    var jdbc = context.getBean(JdbcTemplate.class);
    for (var statement : OLD.split(";", -1)) {
      jdbc.execute(statement.replace("$rows", String.valueOf(rows / 10)));
    }
    // Old rows were looked at and written to disk long ago.
    for (var table : List.of("mailing", "delivery", "delivery_block")) {
      jdbc.execute("vacuum analyze " + table);
    }
    jdbc.execute("checkpoint");
    return String.valueOf(
        jdbc.queryForObject(
            "select pg_size_pretty(pg_relation_size('delivery')) || ' and indexes of ' || pg_size_pretty(pg_indexes_size('delivery'))",
            String.class));
  }

  private static final String OLD =
      """
      insert into mailing (id, name, list, list_title, from_name, from_address, archive, state, useful_until)
      select gen_random_uuid(), 'old-' || n, 'weekly', '', '', '', '', 'FINISHED', now() from generate_series(1, 10) n;
      insert into delivery (mailing_id, recipient, address, address_key, variant, due_at, name, state, answer, answered_at, attempts)
      select m.id, gen_random_uuid(), 'reader-' || n || '@readers.test', sha256(n::text::bytea), 1 + n / 1000, now(),
        'Reader ' || n, 'SENT', '250 2.0.0 Ok: queued as 4XyZ1234567', now(), 1
      from mailing m, generate_series(1, $rows) n where m.name like 'old-%';
      insert into delivery_block (first_id, last_id, mailing_id)
      select min(id), max(id), mailing_id
      from (select id, mailing_id, (row_number() over (partition by mailing_id order by id) - 1) / 128 as number
            from delivery) numbered
      group by mailing_id, number;
      update mailing m set frozen = $rows where m.name like 'old-%'
      """;

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
