package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailingHeaders;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ledger alone: freezing, and claiming, marking and recording without sending.
public final class LedgerBench {
  private static final int LINES = 4;
  private static final int WINDOW = 16;

  private final ApplicationContext context;

  public LedgerBench(ApplicationContext context) {
    this.context = context;
  }

  /// Freezes a mailing to made-up readers, in the caller's transaction.
  public static MailingId frozen(
      ApplicationContext context, int readers, int variants, String from) {
    var mailings = context.getBean(Mailings.class);
    var now = context.getBean(Clock.class).instant();
    var headers =
        new MailingHeaders("News", "News", from, null, URI.create("https://courant.test/news/1"));
    var name = "bench-" + UUID.randomUUID();
    var useful = now.plus(Duration.ofHours(36));
    var mailing = mailings.create(new NewMailing(name, "weekly", headers, useful));
    var sql =
        """
        insert into mailing_recipient (mailing_id, recipient, address, address_key, variant, due_at, name)
        select :mailing, gen_random_uuid(), 'reader-' || n || '@readers.test', sha256(n::text::bytea),
               1 + n::bigint * :variants / (:readers + 1), :now, 'Reader ' || n
        from generate_series(1, :readers) n
        """;
    context
        .getBean(JdbcClient.class)
        .sql(sql)
        .param("mailing", mailing.value())
        .param("variants", variants)
        .param("readers", readers)
        .param("now", now.atOffset(UTC))
        .update();
    mailings.freeze(mailing, now);
    return mailing;
  }

  /// Folds what ended long before, and returns how many rows that were.
  public static long folded(ApplicationContext context, Instant now) {
    var past = context.getBean(PastDeliveries.class);
    var rows = 0L;
    for (var slice = past.fold(now); slice > 0; slice = past.fold(now)) {
      rows += slice;
    }
    return rows;
  }

  /// Rows a second that are claimed, marked and recorded as sent, over a few connections.
  public double rate(MailingId mailing) throws Exception {
    var jdbc = context.getBean(JdbcClient.class);
    jdbc.sql("update mailing set state = 'SENDING' where id = :id")
        .param("id", mailing.value())
        .update();
    var start = System.nanoTime();
    try (var node = Node.join(context.getBean(DataSource.class))) {
      var lines = new ArrayList<Thread>();
      for (var i = 0; i < LINES; i++) {
        lines.add(Thread.ofVirtual().start(() -> work(mailing, node.id())));
      }
      for (var line : lines) {
        line.join();
      }
    }
    var nanos = System.nanoTime() - start;
    var equation = context.getBean(Mailings.class).progress(mailing);
    if (equation.count(DeliveryState.SENT) != equation.frozen()) {
      throw new IllegalStateException(equation.line());
    }
    return equation.frozen() * 1e9 / nanos;
  }

  private void work(MailingId mailing, int node) {
    var claims = context.getBean(Claims.class);
    var transits = context.getBean(Transits.class);
    var now = context.getBean(Clock.class).instant();
    var lease = now.plus(Duration.ofHours(1));
    while (true) {
      var blocks = claims.claim(mailing, node, 4, now, lease);
      if (blocks.isEmpty()) {
        return;
      }
      Account account = null;
      for (var block : blocks) {
        while (!block.exhausted()) {
          var window = block.window(WINDOW);
          transits.exchange(node, account, block.mark(), window, now);
          account = new Account(block.mark(), results(window), block.exhausted());
        }
      }
      if (account != null) {
        transits.settle(node, account, now);
      }
    }
  }

  private static List<Result> results(List<Recipient> window) {
    return window.stream()
        .map(
            row ->
                Result.of(row, DeliveryState.SENT, "250 2.0.0 Ok", null, Verdict.Besides.NOTHING))
        .toList();
  }
}
