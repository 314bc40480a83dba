package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.node.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Lines that mark and record, and people and time that end mailings, lock the same blocks: never
/// so that each waits for the other.
@CourantTest
class LockOrderTests extends Fixture {
  @Autowired private Blocks blocks;

  @Test
  void aLineThatGoesBackToAnEarlierBlockWaitsForNoCancellationThatWaitsForIt() throws Exception {
    var mailing = inSmallBlocks(readers(16));
    var now = clock.instant();
    try (var node = Node.join(database)) {
      var claimed = claims.claim(mailing, node.id(), 8, now, now.plusSeconds(3600));
      var earlier = claimed.getFirst();
      var later = claimed.getLast();
      assertThat(exchange(transits, node, later, now)).hasSize(8);
      var account = new Account(later.mark(), results(later.rows()), true);
      var acts = new ArrayList<CompletableFuture<?>>();
      transactions.executeWithoutResult(
          _ -> {
            lock(later);
            acts.add(
                CompletableFuture.runAsync(
                    () -> next(node, account, earlier, now), Thread::startVirtualThread));
            await().until(() -> waiting() == 1);
            acts.add(
                CompletableFuture.supplyAsync(
                    () -> mailings.cancel(mailing, "wrong", now), Thread::startVirtualThread));
            await().until(() -> waiting() == 2);
          });
      acts.forEach(act -> assertThat(act).succeedsWithin(java.time.Duration.ofSeconds(30)));
    }
    assertThat(mailings.progress(mailing).holds()).isTrue();
  }

  @Test
  void linesAndThoseWhoEndMailingsNeverDeadlock() {
    var problems = Collections.synchronizedList(new ArrayList<Exception>());
    var acts = new ArrayList<Runnable>();
    var over = IntStream.range(0, 6).mapToObj(_ -> inSmallBlocks(readers(240))).toList();
    for (var seed = 0; seed < 6; seed++) {
      var random = new Random(seed);
      acts.add(() -> line(over, random, problems));
    }
    for (var mailing : over) {
      acts.add(() -> quietly(problems, () -> ended(mailing)));
    }
    try (var threads = Executors.newFixedThreadPool(acts.size())) {
      acts.forEach(threads::execute);
    }
    assertThat(problems).isEmpty();
    upkeep.run(clock.instant());
    assertThat(over).allMatch(mailing -> mailings.progress(mailing).holds());
    assertThat(over).allMatch(mailings::settled);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "resolve", "look again"})
  void whoeverWritesManyBlocksHasNoneWhileItWaitsForAnEarlierOne(String what) throws Exception {
    var mailing = inSmallBlocks(readers(16));
    var now = clock.instant();
    var act = new ArrayList<CompletableFuture<?>>();
    try (var node = Node.join(database)) {
      var claimed = claims.claim(mailing, node.id(), 8, now, now.plusSeconds(3600));
      var earlier = claimed.getFirst();
      var later = claimed.getLast();
      for (var block : List.of(earlier, later)) {
        over(node, block, now, row -> Result.unknown(row, "lost"));
        set(block, what.equals("cancel") ? "due_at" : "not_before", now);
      }
      lieBehind(earlier, later, now);
      transactions.executeWithoutResult(
          _ -> {
            lock(earlier);
            act.add(CompletableFuture.runAsync(() -> act(what, mailing, now)));
            await().until(() -> waiting() == 1);
            lock(later);
          });
    }
    assertThat(act.getFirst()).succeedsWithin(java.time.Duration.ofSeconds(30));
    mailings.cancel(mailing, "the test is over", now);
    assertThat(mailings.progress(mailing).holds()).isTrue();
  }

  private void act(String what, MailingId mailing, Instant now) {
    switch (what) {
      case "cancel" -> mailings.cancel(mailing, "wrong", now);
      case "resolve" -> states.resolve(mailing, DeliveryState.PENDING, now);
      default -> states.lookAgain();
    }
  }

  /// Whoever goes through the table finds the earlier one after the later one.
  private void lieBehind(ClaimedBlock earlier, ClaimedBlock later, Instant now) {
    for (var i = 0; i < 50 && (i == 0 || before(earlier, later)); i++) {
      set(earlier, "not_before", now);
    }
  }

  private void over(Node node, ClaimedBlock block, Instant now, Function<Recipient, Result> as) {
    exchange(transits, node, block, now);
    var results = block.rows().stream().map(as).toList();
    transits.settle(node.id(), new Account(block.mark(), results, true), now);
  }

  private boolean before(ClaimedBlock one, ClaimedBlock other) {
    return jdbc.sql(
            """
            select a.ctid < b.ctid from delivery_block a, delivery_block b
            where a.first_id = :one and b.first_id = :other
            """)
        .param("one", one.mark().block())
        .param("other", other.mark().block())
        .query(Boolean.class)
        .single();
  }

  private void set(ClaimedBlock block, String column, Instant now) {
    jdbc.sql("update delivery_block set " + column + " = :now where first_id = :id")
        .param("now", now.atOffset(UTC))
        .param("id", block.mark().block())
        .update();
  }

  /// Eight rows a block.
  private MailingId inSmallBlocks(List<String> readers) {
    var id = frozen(readers);
    jdbc.sql("delete from delivery_block where mailing_id = :id").param("id", id.value()).update();
    new Blocks(jdbc, transactions, settings(4)).cut(id);
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    return id;
  }

  private void ended(MailingId mailing) {
    for (var i = 0; i < 20; i++) {
      states.pause(mailing, "a person looks");
      states.resume(mailing, clock.instant());
      claims.lapse(clock.instant());
      claims.abandon();
    }
    if (mailing.value().getLeastSignificantBits() % 2 == 0) {
      mailings.cancel(mailing, "wrong issue", clock.instant());
      return;
    }
    jdbc.sql("update mailing set useful_until = :now where id = :id")
        .param("now", clock.instant().atOffset(UTC))
        .param("id", mailing.value())
        .update();
    blocks.expire(clock.instant());
  }

  /// Works as a line does, but goes from block to block without any order.
  private void line(List<MailingId> over, Random random, List<Exception> problems) {
    try (var node = Node.join(database)) {
      for (var turn = 0; turn < 200; turn++) {
        var mailing = over.get(random.nextInt(over.size()));
        quietly(problems, () -> work(node, mailing, random));
      }
    } catch (java.sql.SQLException problem) {
      problems.add(problem);
    }
  }

  private void work(Node node, MailingId mailing, Random random) {
    var now = clock.instant();
    var claimed = new ArrayList<>(claims.claim(mailing, node.id(), 4, now, now.plusSeconds(3600)));
    Collections.shuffle(claimed, random);
    @Nullable Account account = null;
    for (var block : claimed) {
      while (!block.exhausted()) {
        var window = block.window(4);
        var marked = transits.exchange(node.id(), account, block.mark(), window, now);
        var sent = window.stream().filter(row -> marked.contains(row.id())).toList();
        account = new Account(block.mark(), results(sent), block.exhausted());
      }
    }
    if (account != null) {
      transits.settle(node.id(), account, now);
    }
  }

  private static void quietly(List<Exception> problems, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException problem) {
      problems.add(problem);
    }
  }

  private void next(Node node, Account account, ClaimedBlock block, Instant now) {
    var window = block.window(block.rows().size());
    transits.exchange(node.id(), account, block.mark(), window, now);
  }

  private void lock(ClaimedBlock block) {
    jdbc.sql("select mark from delivery_block where first_id = :id for update")
        .param("id", block.mark().block())
        .query(Integer.class)
        .single();
  }

  private int waiting() {
    var sql =
        """
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%delivery_block%'
        """;
    return jdbc.sql(sql).query(Integer.class).single();
  }

  private static List<Result> results(List<Recipient> rows) {
    return rows.stream().map(LockOrderTests::result).toList();
  }

  private static Result result(Recipient row) {
    return row.id() % 3 == 0
        ? Result.of(row, DeliveryState.FAILED, "550 5.1.1 x", null, Verdict.Besides.SUPPRESS)
        : Result.of(row, DeliveryState.SENT, "250 ok", null, Verdict.Besides.NOTHING);
  }

  private static List<String> readers(int count) {
    var domain = fresh("order") + ".example";
    return IntStream.range(0, count).mapToObj(i -> "r%03d@%s".formatted(i, domain)).toList();
  }
}
