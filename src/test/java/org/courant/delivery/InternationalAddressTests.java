package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.FAILED;
import static org.courant.delivery.DeliveryState.SENT;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.Test;

/// Readers with letters beyond ASCII in their addresses (RFC 6531).
@CourantTest
class InternationalAddressTests extends Fixture {

  @Test
  void mailsThemWhereTheRelayTakesThem() throws Exception {
    var d = fresh("utf8") + ".example";
    var mailing = mailing(List.of("zoë@" + d, "ada@bücher." + d));
    try (var relay = new ScriptedRelay((_, _) -> null, "SMTPUTF8", "8BITMIME", "PIPELINING");
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
      assertThat(relay.commands())
          .anyMatch(c -> c.endsWith("BODY=8BITMIME SMTPUTF8"))
          .contains("RCPT TO:<ada@xn--bcher-kva." + d + ">");
    }
    assertThat(states(mailing)).isEqualTo(Map.of("zoë@" + d, SENT, "ada@bücher." + d, SENT));
  }

  /// So many that a fault of the message would have paused the mailing.
  @Test
  void failsThemWhereItDoesNotAndHarmsNobodyElse() throws Exception {
    var d = fresh("ascii") + ".example";
    var beyond = IntStream.range(0, 30).mapToObj(i -> "zoë" + i + "@" + d);
    var plain = IntStream.range(0, 30).mapToObj(i -> "ada" + i + "@" + d);
    var mailing = mailing(Stream.concat(beyond, plain).toList());
    try (var relay = new ScriptedRelay((_, _) -> null);
        var _ = sending(relay.relays(1, 100))) {
      await().until(() -> mailings.settled(mailing));
      assertThat(relay.accepted()).hasSize(30);
    }
    assertThat(mailings.progress(mailing).counts()).isEqualTo(Map.of(SENT, 30L, FAILED, 30L));
    assertThat(suppressions.covers(keys.of(MailAddress.parse("zoë1@" + d)), "weekly")).isFalse();
  }
}
