package org.courant.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.courant.CourantTest;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.courant.pacing.DomainStates;
import org.courant.smtp.RelaysForTests;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class MailingMetersTests {
  @Autowired private JdbcClient jdbc;
  @Autowired private DomainStates domains;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger looked = new AtomicInteger();

  @Test
  void tellsWhatWaitsByOneLookAndHowEachRelayDoes() {
    var counts =
        Map.of(
            DeliveryState.PENDING, 5L,
            DeliveryState.IN_TRANSIT, 2L,
            DeliveryState.DEFERRED, 3L,
            DeliveryState.SENT, 90L);
    var one = new MailingProgress("a", MailingState.SENDING, null, 100, counts);
    var two = new MailingProgress("b", MailingState.PAUSED, null, 100, counts);
    bind(List.of(one, two));

    assertThat(figure("courant.deliveries.waiting", "state", "pending")).isEqualTo(14);
    assertThat(figure("courant.deliveries.waiting", "state", "deferred")).isEqualTo(6);
    assertThat(looked).hasValue(1);
    assertThat(figure("courant.relay.up", "relay", "127.0.0.1:9")).isEqualTo(1);
    assertThat(figure("courant.relay.connections", "relay", "127.0.0.1:9")).isZero();
    assertThat(figure("courant.relay.connections.max", "relay", "127.0.0.1:9")).isEqualTo(3);
  }

  @Test
  void tellsThatARelayRests() {
    var relays = RelaysForTests.of(9, 3, 100);
    new MailingMeters(looks(List.of()), relays).bindTo(registry);
    assertThat(figure("courant.relay.up", "relay", "127.0.0.1:9")).isEqualTo(1);
    org.assertj.core.api.Assertions.assertThatException().isThrownBy(relays::connect);
    assertThat(figure("courant.relay.up", "relay", "127.0.0.1:9")).isZero();
  }

  @Test
  void knowsNothingWithoutTheDatabase() {
    bind(null);
    assertThat(figure("courant.deliveries.waiting", "state", "pending")).isNaN();
  }

  private void bind(@org.jspecify.annotations.Nullable List<MailingProgress> seen) {
    new MailingMeters(looks(seen), RelaysForTests.of(9, 3, 100)).bindTo(registry);
  }

  private Looks looks(@org.jspecify.annotations.Nullable List<MailingProgress> seen) {
    return new Looks(jdbc, domains) {
      @Override
      List<MailingProgress> underWay(Collection<String> also) {
        looked.incrementAndGet();
        if (seen == null) {
          throw new QueryTimeoutException("the database is away");
        }
        return seen;
      }
    };
  }

  private double figure(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }
}
