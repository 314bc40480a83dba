package org.courant.delivery;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.courant.Bench;
import org.courant.BenchCost;
import org.courant.message.MailingId;
import org.courant.message.RenderedMessage;
import org.courant.message.Slot;
import org.courant.message.SlotMarks;
import org.courant.smtp.Relays;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Courant as a contender: its own PostgreSQL with durable settings, every reader's own values in
/// every message, and the ledger kept.
final class BenchCourant implements AutoCloseable {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int VARIANTS = 20;

  /// Of the HTML of a message of 20 KB; a third as many are its text.
  private static final int LINES = 225;

  private static final String PLAIN = "news@courant.test";
  private static final String SIGNED = "news@signed.test";

  private final ConfigurableApplicationContext context;

  private BenchCost before = new BenchCost(0, 0);

  private BenchCourant(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// @param key what signs, PEM
  static BenchCourant start(Path data, int port, int connections, Path key) {
    return start(
        data,
        port,
        connections,
        "--courant.dkim[0].domain=signed.test",
        "--courant.dkim[0].selector=bench",
        "--courant.dkim[0].key-file=" + key.toAbsolutePath());
  }

  /// Without a signature.
  static BenchCourant start(Path data, int port, int connections, String... more) {
    var settings =
        List.of(
            "--spring.datasource.hikari.maximum-pool-size=" + (connections + 6),
            "--courant.smtp.messages-per-connection=100000",
            "--courant.relays[0].host=127.0.0.1",
            "--courant.relays[0].connections=" + connections,
            "--courant.relays[0].port=" + port);
    var all = Stream.concat(settings.stream(), Stream.of(more)).toArray(String[]::new);
    return new BenchCourant(Bench.start(data, all));
  }

  /// Freezes a mailing to made-up readers, sends it, and returns when every row is recorded.
  void send(int readers, int window) {
    send(mailing(readers, PLAIN, VARIANTS, _ -> LINES), readers, window);
  }

  /// As `send`, each message signed by RSA-2048.
  void sendSigned(int readers, int window) {
    send(mailing(readers, SIGNED, VARIANTS, _ -> LINES), readers, window);
  }

  /// As `send`, with that many variants, of 2 to 20 KB.
  void sendVariants(int readers, int variants) {
    send(mailing(readers, PLAIN, variants, n -> 15 + n % (LINES - 14)), readers, 16);
  }

  private void send(MailingId mailing, int readers, int window) {
    before = BenchCost.now(context);
    try (var _ = Sending.start(parts(window))) {
      context.getBean(Mailings.class).release(mailing, now());
      while (busy(mailing)) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
    var equation = context.getBean(Mailings.class).progress(mailing);
    if (equation.count(DeliveryState.SENT) != readers) {
      throw new IllegalStateException(equation.line());
    }
  }

  /// Asks the few blocks, since counting all rows again and again would be what is measured.
  private boolean busy(MailingId mailing) {
    var sql =
        """
        select exists (
          select from delivery_block where mailing_id = :id and (due_at is not null or owner is not null))
        """;
    return context
        .getBean(JdbcClient.class)
        .sql(sql)
        .param("id", mailing.value())
        .query(Boolean.class)
        .single();
  }

  /// What one message of the last mailing took of processors, here and in PostgreSQL.
  String cost(int readers) {
    var spent = BenchCost.now(context).minus(before);
    return "  processor time a message: %d µs in Courant, %d µs in PostgreSQL"
        .formatted(spent.own() / readers / 1_000, spent.database() / readers / 1_000);
  }

  private Sending.Parts parts(int window) {
    var delivery =
        new DeliverySettings.Delivery(window, 128, Duration.ofMinutes(2), Duration.ofMinutes(10));
    return new Sending.Parts(
        context.getBean(DataSource.class),
        context.getBean(Claims.class),
        context.getBean(Transits.class),
        context.getBean(Dispatch.class),
        context.getBean(MailingStates.class),
        context.getBean(Upkeep.class),
        context.getBean(Relays.class),
        context.getBean(Clock.class),
        new DeliverySettings(delivery, context.getBean(DeliverySettings.class).breaker()));
  }

  /// @param lines how long a variant is
  private MailingId mailing(int readers, String from, int variants, IntUnaryOperator lines) {
    var mailings = context.getBean(Mailings.class);
    var mailing =
        context
            .getBean(TransactionTemplate.class)
            .execute(_ -> LedgerBench.frozen(context, readers, variants, from));
    var marks = context.getBean(SlotMarks.class);
    for (var variant = 1; variant <= variants; variant++) {
      var length = lines.applyAsInt(variant);
      var slots = marks.of(mailing, variant);
      var line = "All that is known of it today, in a sentence of some length. ";
      var leave = slots.get(Slot.UNSUBSCRIBE_URL);
      var html =
          "<p>Hello %s,</p><p>%s</p><p><a href=\"%s\">Leave</a></p>"
              .formatted(slots.get(Slot.NAME), line.repeat(length), leave);
      var text =
          "Hello %s,\n%s\n%s\n".formatted(slots.get(Slot.NAME), line.repeat(length / 3), leave);
      mailings.addTemplate(
          mailing, variant, new RenderedMessage("The news of the week", html, text));
    }
    return mailing;
  }

  private java.time.Instant now() {
    return context.getBean(Clock.class).instant();
  }

  @Override
  public void close() {
    context.close();
  }
}
