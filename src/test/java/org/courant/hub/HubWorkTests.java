package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.hub.HubRequest.Mode;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Several nodes, and nodes that die.
@CourantTest
class HubWorkTests extends HubFixture {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void severalNodesDeliverOnceTogether() throws InterruptedException {
    var callbacks = IntStream.range(0, 12).mapToObj(i -> subscribed("/many/" + i, "")).toList();
    change();
    long end = System.nanoTime() + MINUTE.toNanos();
    var nodes =
        List.of(
            work,
            node(settings(true, MINUTE.dividedBy(6))),
            node(settings(true, MINUTE.dividedBy(6))));
    var threads =
        nodes.stream()
            .map(
                node ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (subscriber.contents().size() < callbacks.size()
                                  && System.nanoTime() < end) {
                                node.round(time.instant());
                              }
                            }))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    await().until(() -> nodes.stream().allMatch(HubWork::idle));
    work();
    assertThat(subscriber.contents().stream().map(Subscriber.Seen::target))
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatAKilledNodeHadClaimedIsDoneByAnother() {
    var callback = subscribed("/killed", "");
    change();
    var claimed = upkeep.take(100, 4, time.instant(), MINUTE);
    assertThat(claimed).extracting(Call::callback).contains(callback);
    work();
    assertThat(subscriber.seen).as("the lease holds").isEmpty();

    time.advance(MINUTE);
    work();
    assertThat(subscriber.contents()).hasSize(1);
    // The one that only seemed dead has no say any more.
    var mine = claimed.stream().filter(call -> call.callback().equals(callback)).findFirst();
    settlement.settle(
        mine.orElseThrow(), new Call.Outcome(Call.State.GONE, 410, "late", 0), time.instant());
    assertThat(expires(callback)).isPresent();
    assertThat(log(callback).getLast()).startsWith("CONTENT DONE 2");
  }

  @Test
  void aVerificationSurvivesAKill() {
    var callback = subscriber.address("/killed-proof");
    ask(Mode.SUBSCRIBE, callback, "s", Duration.ofHours(1));
    upkeep.take(100, 4, time.instant(), MINUTE);
    time.advance(MINUTE);
    work();
    assertThat(expires(callback)).isPresent();
  }

  @Test
  void oneHostIsCalledAFewTimesAtOnce() {
    IntStream.range(0, 10).forEach(i -> subscribed("/host/" + i, ""));
    var here = new AtomicInteger();
    var most = new AtomicInteger();
    var released = new CountDownLatch(1);
    subscriber.answer =
        (exchange, _) -> {
          most.accumulateAndGet(here.incrementAndGet(), Math::max);
          try {
            released.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          here.decrementAndGet();
          Subscriber.send(exchange, 200, "");
        };
    change();
    var other = node(settings(true, MINUTE.dividedBy(6)));
    work.round(time.instant());
    other.round(time.instant());
    await().until(() -> here.get() == 4);
    assertThat(work.round(time.instant()) + other.round(time.instant())).isZero();
    released.countDown();
    await().until(() -> work.idle() && other.idle());
    work();
    assertThat(subscriber.contents()).hasSize(10);
    assertThat(most.get()).isEqualTo(4);
  }

  @Test
  void aCallbackSeesOneVersionAfterTheOther() {
    subscribed("/order", "");
    var released = new CountDownLatch(1);
    subscriber.answer =
        (exchange, _) -> {
          try {
            released.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          Subscriber.send(exchange, 500, "");
        };
    change();
    work.round(time.instant());
    await().until(() -> subscriber.seen.size() == 1);
    change();
    assertThat(work.round(time.instant())).as("the first is still under way").isZero();
    released.countDown();
    await().until(work::idle);
    subscriber.answer = Subscriber::confirm;
    time.advance(Duration.ofSeconds(10));
    work();
    assertThat(subscriber.contents()).hasSize(2);
    assertThat(log(subscriber.address("/order")))
        .contains("CONTENT SUPERSEDED 1: answered 500")
        .last()
        .asString()
        .startsWith("CONTENT DONE 1");
  }

  @Test
  void callsAreMadeOutsideTransactions() {
    var callback = subscribed("/outside", "");
    var open = new AtomicInteger();
    subscriber.answer =
        (exchange, _) -> {
          // Every transaction of the hub holds its lock: while a call is under way nobody does.
          open.addAndGet(
              jdbc.sql(
                      "select count(*) from pg_locks where locktype = 'advisory' and objid = (hashtextextended('courant.hub', 0) & 4294967295)::bigint::oid")
                  .query(Integer.class)
                  .single());
          Subscriber.send(exchange, 200, "");
        };
    change();
    work();
    assertThat(log(callback).getLast()).startsWith("CONTENT DONE");
    assertThat(open.get()).isZero();
    assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
  }

  @Test
  void forgetsTheLogAfterAMonth() {
    var callback = subscribed("/logged", "");
    upkeep.tidy(time.instant().plus(Duration.ofDays(29)));
    assertThat(log(callback)).hasSize(1);
    upkeep.tidy(time.instant().plus(Duration.ofDays(31)));
    assertThat(log(callback)).isEmpty();
  }
}
