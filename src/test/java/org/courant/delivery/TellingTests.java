package org.courant.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.delivery.DeliveryState.PENDING;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.node.Node;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// What nodes owe each other at once: blocks that nobody waits for, and a word when something goes.
@CourantTest
class TellingTests extends Fixture {
  @Test
  void claimsOtherBlocksThanThoseThatAnotherIsClaimingAtThisMoment() throws Exception {
    var domain = fresh("beside") + ".example";
    var mailing = mailing(PacedSendingTests.readers(200, domain));
    var now = clock.instant();
    try (var here = Node.join(database);
        var there = Node.join(database)) {
      var both =
          transactions.execute(
              _ -> {
                var first = claims.claim(mailing, here.id(), 1, now, now.plusSeconds(60));
                var other =
                    CompletableFuture.supplyAsync(
                        () -> claims.claim(mailing, there.id(), 9, now, now.plusSeconds(60)),
                        Thread::startVirtualThread);
                return Stream.of(first, other.orTimeout(30, SECONDS).join())
                    .flatMap(List::stream)
                    .toList();
              });
      assertThat(both).hasSize(2);
      assertThat(both.stream().flatMap(block -> block.rows().stream()).map(Recipient::address))
          .doesNotHaveDuplicates()
          .hasSize(200);
    }
    mailings.cancel(mailing, "the test is over", now);
  }

  @Test
  void tellsEveryNodeWhenAMailingGoesOnAgain() throws Exception {
    var mailing = mailing(List.of("ada@" + fresh("told") + ".example"));
    assertThat(states.pause(mailing, "a person stopped it")).isTrue();
    told(() -> assertThat(states.resume(mailing, clock.instant())).isTrue());
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  @Test
  void tellsEveryNodeWhenWhatADomainPutOffIsTriedNow() throws Exception {
    told(() -> beans.getBean(Retries.class).tryNow(List.of("nobody.example"), clock.instant()));
  }

  @Test
  void tellsEveryNodeWhenAnUncertainMessageIsSentAgain() throws Exception {
    var mailing = mailing(List.of("eve@" + fresh("again") + ".example"));
    jdbc.sql("update delivery set state = 'UNCERTAIN' where mailing_id = :id")
        .param("id", mailing.value())
        .update();
    told(() -> assertThat(states.resolve(mailing, PENDING, clock.instant())).isOne());
    mailings.cancel(mailing, "the test is over", clock.instant());
  }

  /// Others tell others of their mailings meanwhile, so the word must come from the act's own
  /// connection.
  private void told(Runnable act) throws SQLException {
    try (var connection = database.getConnection()) {
      listen(connection, "listen ");
      var teller =
          transactions.execute(
              _ -> {
                act.run();
                return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
              });
      try {
        assertThat(heard(connection.unwrap(PGConnection.class), teller)).isTrue();
      } finally {
        listen(connection, "unlisten ");
      }
    }
  }

  private static boolean heard(PGConnection session, Integer teller) throws SQLException {
    var until = System.nanoTime() + SECONDS.toNanos(10);
    while (System.nanoTime() < until) {
      var notes = session.getNotifications(100);
      if (notes != null && Arrays.stream(notes).anyMatch(n -> n.getPID() == teller)) {
        return true;
      }
    }
    return false;
  }

  private static void listen(Connection on, String how) throws SQLException {
    try (var statement = on.createStatement()) {
      statement.execute(how + MailingStates.CHANNEL);
    }
  }
}
