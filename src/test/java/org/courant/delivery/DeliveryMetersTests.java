package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.courant.message.MailingId;
import org.courant.smtp.RelaysForTests;
import org.junit.jupiter.api.Test;

class DeliveryMetersTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DeliveryMeters meters =
      new DeliveryMeters(registry, RelaysForTests.of(2525, 1, 100));

  @Test
  void startsAtNoughtForEachRelayOfTheSettings() {
    assertThat(counted("courant.deliveries", "relay", "127.0.0.1:2525", "state", "sent")).isZero();
    assertThat(counted("courant.deliveries", "relay", "127.0.0.1:2525", "state", "uncertain"))
        .isZero();
  }

  @Test
  void countsByRelayAndStateAndTimesTheHandOver() {
    meters.count(List.of(result("a@one.example", DeliveryState.SENT)));
    meters.count(
        List.of(
            result("b@one.example", DeliveryState.SENT),
            result("c@one.example", DeliveryState.FAILED)));
    assertThat(counted("courant.deliveries", "relay", "relay:25", "state", "sent")).isEqualTo(2);
    assertThat(counted("courant.deliveries", "relay", "relay:25", "state", "failed")).isEqualTo(1);
    var time = registry.get("courant.handover").tag("relay", "relay:25").timer();
    assertThat(time.count()).isEqualTo(3);
    assertThat(time.max(java.util.concurrent.TimeUnit.MILLISECONDS)).isEqualTo(5);
  }

  @Test
  void tellsWhyMessagesWerePutOff() {
    meters.count(List.of(result("a@one.example", DeliveryState.DEFERRED)));
    meters.count(List.of(Result.unsent(row("b@one.example"), "waits", Instant.EPOCH)));
    assertThat(counted("courant.deferrals", "class", "slow-domain")).isEqualTo(1);
    assertThat(counted("courant.deferrals", "class", "not-begun")).isEqualTo(1);
    // What was never begun was not handed to a relay.
    assertThat(counted("courant.deliveries", "relay", "relay:25", "state", "deferred"))
        .isEqualTo(1);
  }

  @Test
  void namesOnlyDomainsWithManyReadersAndOnlySoMany() {
    var large = IntStream.range(0, 40).mapToObj(i -> "large" + i + ".example").toList();
    for (var n = 0; n < DeliveryMeters.NAMED_AFTER + 50; n++) {
      for (var domain : large) {
        meters.count(List.of(result("r" + n + "@" + domain, DeliveryState.SENT)));
      }
      meters.count(List.of(result("me@only-mine" + n + ".example", DeliveryState.SENT)));
    }
    var names =
        registry.find("courant.domain.deliveries").meters().stream()
            .map(Meter::getId)
            .map(id -> id.getTag("domain"))
            .distinct()
            .toList();
    assertThat(names)
        .hasSize(DeliveryMeters.DOMAINS + 1)
        .contains("other", "large0.example")
        .noneMatch(name -> name.contains("@") || name.contains("only-mine"));
    var all =
        registry.find("courant.domain.deliveries").tag("state", "sent").counters().stream()
            .mapToDouble(c -> c.count())
            .sum();
    assertThat(all).isEqualTo(41 * (DeliveryMeters.NAMED_AFTER + 50));
  }

  private double counted(String name, String... tags) {
    return registry.get(name).tags(tags).counter().count();
  }

  private static Recipient row(String address) {
    return new Recipient(
        1, new MailingId(UUID.randomUUID()), UUID.randomUUID(), address, 1, null, 0);
  }

  private static Result result(String address, DeliveryState state) {
    var r = Result.of(row(address), state, "answer", null, Verdict.Besides.SLOW_DOMAIN);
    var by = new Result.Handover("relay:25", Duration.ofMillis(5).toNanos(), null);
    return new Result(
        r.id(), r.domain(), r.state(), r.answer(), null, true, r.besides(), false, by);
  }
}
