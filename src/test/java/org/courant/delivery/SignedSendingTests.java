package org.courant.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.SENT;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.dkim.DkimKeysForTests;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@CourantTest
class SignedSendingTests extends Fixture {
  @TempDir private Path folder;

  /// The relay's copy is what receivers verify: filled, signed, and carried without a change.
  @Test
  void signsEveryReadersOwnMessage() throws Exception {
    var d = fresh("signed") + ".example";
    var mailing = mailing(IntStream.range(0, 30).mapToObj(i -> "r" + i + "@" + d).toList());
    var keys = DkimKeysForTests.both(folder, "courant.test");
    try (var relay = new ScriptedRelay((_, _) -> null, "SIZE", "PIPELINING", "8BITMIME");
        var _ = sending(relay.relays(2, 7), transits, keys.signer(clock.instant()))) {
      await().until(() -> mailings.progress(mailing).count(SENT) == 30);
      for (var received : relay.accepted()) {
        assertThat(keys.verified(received.message().getBytes(ISO_8859_1), clock.instant()))
            .containsExactly("rsa-sha256", "ed25519-sha256");
      }
      assertThat(relay.accepted())
          .extracting(ScriptedRelay.Received::message)
          .doesNotHaveDuplicates()
          .hasSize(30);
    }
  }
}
