package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.CourantTest;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.courant.pacing.DomainStates;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class WatchTests {
  @Autowired private JdbcClient jdbc;
  @Autowired private DomainStates domains;
  private final Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private final StringWriter out = new StringWriter();

  @Test
  void tellsWhatChangesInLinesUntilTheMailingIsFinished() {
    var looks =
        new Told(
            sent(0, MailingState.SENDING),
            sent(2, MailingState.SENDING),
            sent(4, MailingState.FINISHED));
    assertThat(watch(looks, false).follow("weekly-1")).isZero();
    // The look between is left out: a plain line comes every few seconds, and when a state changes.
    assertThat(out)
        .hasToString(
            """
            weekly-1 sending: 0.0 % done; sent 0 of 4
            weekly-1 finished: 100.0 % done; sent 4 of 4
            """);
  }

  @Test
  void writesOverItsLineOnATerminal() {
    var looks = new Told(sent(0, MailingState.SENDING), sent(1, MailingState.CANCELLED));
    assertThat(watch(looks, true).follow("weekly-1")).isEqualTo(1);
    assertThat(out)
        .hasToString(
            "\r\033[Kweekly-1 sending: 0.0 % done; sent 0 of 4"
                + "\r\033[Kweekly-1 cancelled: 25.0 % done; sent 1 of 4\n");
  }

  @Test
  void followsAllThatAreUnderWayAndToldOnceMoreHowTheyEnded() {
    var looks = new Told(sent(1, MailingState.SENDING), sent(4, MailingState.FINISHED));
    looks.told.addFirst(sent(0, MailingState.SENDING));
    assertThat(watch(looks, false).followAll(List.of())).isZero();
    assertThat(out.toString()).endsWith("weekly-1 finished: 100.0 % done; sent 4 of 4\n");
    assertThat(watch(new Told(), false).followAll(List.of())).isZero();
    assertThat(out.toString()).endsWith("No mailing is under way.\n");
  }

  @Test
  void aStandingMailingIsFollowedWhileSomethingOfItWaits() {
    var standing = List.of("weekly-1");
    var looks = new Told(sent(3, MailingState.SENDING), sent(4, MailingState.SENDING));
    looks.told.addFirst(sent(3, MailingState.SENDING));
    assertThat(watch(looks, false).followAll(standing)).isZero();
    assertThat(out.toString()).endsWith("weekly-1 sending: 100.0 % done; sent 4 of 4\n");
    assertThat(watch(new Told(sent(4, MailingState.SENDING)), false).followAll(standing)).isZero();
    assertThat(out.toString()).endsWith("No mailing is under way.\n");
  }

  private Watch watch(Looks looks, boolean terminal) {
    return new Watch(looks, clock, new PrintWriter(out), terminal);
  }

  private static MailingProgress sent(long count, MailingState state) {
    var counts = Map.of(DeliveryState.SENT, count, DeliveryState.PENDING, 4 - count);
    return new MailingProgress("weekly-1", state, null, 4, counts);
  }

  /// One after the other.
  private final class Told extends Looks {
    private final Deque<MailingProgress> told;

    Told(MailingProgress... progress) {
      super(jdbc, domains);
      told = new ArrayDeque<>(List.of(progress));
    }

    @Override
    Optional<MailingProgress> named(String name) {
      return Optional.ofNullable(told.poll());
    }

    @Override
    List<MailingProgress> underWay(Collection<String> also) {
      return named("").stream().toList();
    }
  }
}
