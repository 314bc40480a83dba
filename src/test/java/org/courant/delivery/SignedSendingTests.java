package org.courant.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.delivery.DeliveryState.SENT;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.dkim.DkimKeysForTests;
import org.courant.smtp.Answer;
import org.courant.smtp.Envelope;
import org.courant.smtp.ScriptedRelay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// A relay gets a line end before the final dot whether a message has one or not, and the
  /// signature covers it (RFC 6376 section 3.4.4).
  @ParameterizedTest
  @ValueSource(
      strings = {"no line end", "white space \t", "text\r\n", "\r\n\r\n", "", ".", "..\r\n ."})
  void whatAReceiverReadsHoldsHoweverTheBodyEnds(String body) throws Exception {
    var keys = DkimKeysForTests.both(folder, "courant.test");
    var message = "From: a@courant.test\r\nSubject: ends\r\n\r\n" + body;
    var signed = keys.signer(clock.instant()).sign(message.getBytes(ISO_8859_1), clock.instant());
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = relay.relays(1, 7).connect()) {
      var envelope = new Envelope("bounce@courant.test", "ada@example.org");
      assertThat(connection.send(envelope, signed)).isInstanceOf(Answer.Accepted.class);
      var received = relay.accepted().getFirst().message();
      assertThat(received).endsWith("\r\n");
      assertThat(keys.verified(received.getBytes(ISO_8859_1), clock.instant())).hasSize(2);
    }
  }
}
