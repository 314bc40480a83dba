package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a relay offers is used, and what it does not offer is not.
class ExtensionTests {
  private static final Envelope ADA =
      new Envelope("bounce+1-a=b@courant.test", "ada+x@example.org");
  private static final Envelope ZOE = new Envelope("bounce+2@courant.test", "zoë@xn--nxa.example");
  private static final byte[] PLAIN = "Subject: x\r\n\r\nx\r\n".getBytes(UTF_8);
  private static final byte[] BEYOND = "Subject: x\r\n\r\né\r\n".getBytes(UTF_8);

  @Test
  void tellsARelayOnlyWhatItOffers() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null, "ENHANCEDSTATUSCODES");
        var connection = relay.relays(1, 9).connect()) {
      assertThat(connection.send(ADA, PLAIN)).isInstanceOf(Answer.Accepted.class);
      assertThat(relay.commands())
          .contains("MAIL FROM:<bounce+1-a=b@courant.test>", "RCPT TO:<ada+x@example.org>");
    }
  }

  @Test
  void saysSizeEncodingAndWishesForBounces() throws Exception {
    try (var relay =
            new ScriptedRelay((_, _) -> null, "SIZE", "8BITMIME", "SMTPUTF8", "DSN", "PIPELINING");
        var connection = relay.relays(1, 9).connect()) {
      assertThat(connection.send(ADA, BEYOND)).isInstanceOf(Answer.Accepted.class);
      assertThat(connection.send(ZOE, PLAIN)).isInstanceOf(Answer.Accepted.class);
      assertThat(relay.commands().stream().map(c -> new String(c.getBytes(ISO_8859_1), UTF_8)))
          .contains(
              "MAIL FROM:<bounce+1-a=b@courant.test> SIZE=18 BODY=8BITMIME RET=HDRS ENVID=bounce+2B1-a+3Db",
              "RCPT TO:<ada+x@example.org> NOTIFY=FAILURE ORCPT=rfc822;ada+2Bx@example.org",
              "MAIL FROM:<bounce+2@courant.test> SIZE=17 SMTPUTF8 RET=HDRS ENVID=bounce+2B2",
              "RCPT TO:<zoë@xn--nxa.example> NOTIFY=FAILURE ORCPT=utf-8;zoë@xn--nxa.example");
      assertThat(relay.accepted().getFirst().message()).isEqualTo(new String(BEYOND, ISO_8859_1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "zoë@example.org, Subject: x, SIZE 1000, 5.6.7",
    "ada@example.org, Subject: é, SIZE 1000, 5.6.3",
    "ada@example.org, Subject: x, SIZE 10,   5.3.4",
  })
  void doesNotSendWhatTheRelayCannotCarryAndGoesOn(
      String to, String header, String offer, String status) throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null, offer);
        var connection = relay.relays(1, 9).connect()) {
      var message = (header + "\r\n\r\nx\r\n").getBytes(UTF_8);
      assertThat(connection.send(new Envelope("b@courant.test", to), message))
          .isInstanceOfSatisfying(
              Answer.Unsendable.class, no -> assertThat(no.status()).isEqualTo(status));
      assertThat(connection.transcript()).contains(status);
      assertThat(relay.commands()).noneMatch(c -> c.startsWith("MAIL"));
      assertThat(connection.usable()).isTrue();
      if (!offer.equals("SIZE 10")) {
        assertThat(connection.send(ADA, PLAIN)).isInstanceOf(Answer.Accepted.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb\r\n", "a\rb\r\n", "x\n.\r\nMAIL FROM:<e@e.test>\r\n", "a\0\r\n", "L"})
  void sendsNoMessageThatARelayMayReadAsTwo(String body) throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = relay.relays(1, 9).connect()) {
      var message = "Subject: x\r\n\r\n" + (body.equals("L") ? "x".repeat(999) + "\r\n" : body);
      assertThat(connection.send(ADA, message.getBytes(UTF_8)))
          .isEqualTo(
              new Answer.Unsendable(
                  "5.6.0", "not sent: the message is not what RFC 5322 calls one"));
      assertThat(relay.commands()).noneMatch(c -> c.startsWith("MAIL"));
      var longest = ("Subject: x\r\n\r\n" + "x".repeat(998) + "\r\n").getBytes(UTF_8);
      assertThat(connection.send(ADA, longest)).isInstanceOf(Answer.Accepted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.org\r\nRCPT TO:<c@d.org>",
        "a@b.org\n",
        "a\0@b.org",
        "a@b.org> X",
        "",
        "a b@c.org",
        "zoë\u2028@b.org",
        "zoë\u0085@b.org",
        "\ud800@b.org",
        "a@bücher.example"
      })
  void takesNoAddressThatCouldBreakACommand(String address) {
    assertThatThrownBy(() -> new Envelope("bounce@courant.test", address))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Envelope(address, "ada@example.org"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PIPELINING", "SIZE"})
  void knowsWhichOfSeveralCommandsWasRefused(String offer) throws Exception {
    var no = "550 5.7.1 no";
    try (var relay =
            new ScriptedRelay(
                (stage, address) -> address.startsWith(stage.name()) ? no : null, offer);
        var connection = relay.relays(1, 99).connect()) {
      for (var round = 0; round < 3; round++) {
        for (var stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT)) {
          var from = stage == Stage.MAIL ? "MAIL@courant.test" : "b@courant.test";
          var answer = connection.send(new Envelope(from, stage + "@example.org"), PLAIN);
          assertThat(answer).isEqualTo(new Answer.Refused(stage, 550, "5.7.1", no));
          assertThat(connection.send(ADA, PLAIN)).isInstanceOf(Answer.Accepted.class);
        }
      }
      assertThat(relay.accepted()).hasSize(12);
      assertThat(relay.connections()).isEqualTo(1);
    }
  }
}
