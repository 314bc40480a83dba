package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpConnectionTests {
  private static final Envelope ADA = new Envelope("bounce+1@courant.test", "ada@example.org");
  private static final byte[] MESSAGE =
      "Subject: dots\r\n\r\n.\r\n..two\r\nlast\r\n".getBytes(US_ASCII);

  @Test
  void carriesManyMessagesOverOneConnectionAndEveryByteOfThem() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = relay.relays(1, 10).connect()) {
      for (var i = 0; i < 3; i++) {
        assertThat(connection.send(ADA, MESSAGE))
            .isEqualTo(new Answer.Accepted("250 2.0.0 queued as 4711"));
      }
      assertThat(relay.connections()).isEqualTo(1);
      assertThat(relay.accepted()).hasSize(3);
      assertThat(relay.accepted().getLast().message()).isEqualTo(new String(MESSAGE, US_ASCII));
      assertThat(relay.commands())
          .contains("EHLO courant.test", "MAIL FROM:<bounce+1@courant.test> SIZE=" + MESSAGE.length)
          .doesNotContain("RSET");
    }
  }

  @Test
  void endsAConnectionAfterItsShareOfMessages() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = relay.relays(1, 2).connect()) {
      connection.send(ADA, MESSAGE);
      assertThat(connection.usable()).isTrue();
      connection.send(ADA, MESSAGE);
      assertThat(connection.usable()).isFalse();
    }
  }

  @Test
  void tellsStageCodesAndTextOfARefusalAndGoesOn() throws Exception {
    var text = "550-5.1.1 no such reader\r\n550 5.1.1 here";
    try (var relay =
            new ScriptedRelay(
                (stage, to) -> stage == Stage.RCPT && to.startsWith("bob") ? text : null);
        var connection = relay.relays(1, 10).connect()) {
      assertThat(connection.send(new Envelope("b@courant.test", "bob@example.org"), MESSAGE))
          .isEqualTo(
              new Answer.Refused(
                  Stage.RCPT, 550, "5.1.1", "550-5.1.1 no such reader / 550 5.1.1 here"));
      assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      assertThat(relay.commands()).contains("RSET");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAIL", "RCPT", "DATA", "FINAL_DOT"})
  void tellsWhereAConnectionWasLost(String at) throws Exception {
    var where = Stage.valueOf(at);
    try (var relay = new ScriptedRelay((stage, _) -> stage == where ? ScriptedRelay.DROP : null);
        var connection = relay.relays(1, 10).connect()) {
      // Large enough that a relay which hangs up inside the body is noticed before its end.
      var message = ("Subject: long\r\n\r\n" + "x".repeat(70).concat("\r\n").repeat(300_000));
      var answer = connection.send(ADA, message.getBytes(US_ASCII));
      assertThat(answer)
          .isInstanceOfSatisfying(Answer.Lost.class, l -> assertThat(l.stage()).isEqualTo(where));
      assertThat(connection.usable()).isFalse();
    }
  }

  @Test
  void takesSilenceAfterTheFinalDotForALostAnswer() throws Exception {
    try (var relay =
            new ScriptedRelay(
                (stage, _) -> stage == Stage.FINAL_DOT ? ScriptedRelay.SILENCE : null);
        var connection = relay.relays(1, 10).connect()) {
      assertThat(connection.send(ADA, MESSAGE))
          .isInstanceOfSatisfying(
              Answer.Lost.class, l -> assertThat(l.stage()).isEqualTo(Stage.FINAL_DOT));
      assertThat(relay.seen()).hasSize(1);
    }
  }

  @Test
  void leavesARelayThatSaysGoodbye() throws Exception {
    try (var relay =
            new ScriptedRelay((stage, _) -> stage == Stage.DATA ? "421 4.3.2 going down" : null);
        var connection = relay.relays(1, 10).connect()) {
      assertThat(connection.send(ADA, MESSAGE))
          .isEqualTo(new Answer.Refused(Stage.DATA, 421, "4.3.2", "421 4.3.2 going down"));
      assertThat(connection.usable()).isFalse();
    }
  }

  @Test
  void saysWhichRelayIsDownAndTriesTheNext() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var busy = new ScriptedRelay((stage, _) -> stage == Stage.GREETING ? "554 no" : null)) {
      var down = RelaysForTests.at(1);
      try (var connection = RelaysForTests.of(10, down, busy.one(), relay.one()).connect()) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      }
      assertThatThrownBy(() -> RelaysForTests.of(10, down, busy.one()).connect())
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageContaining("127.0.0.1:1: ")
          .hasMessageContaining("127.0.0.1:" + busy.port())
          .hasMessageContaining("554");
    }
  }

  @Test
  void signsInAndSaysSoWhenItCannot() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.setUser("courant@courant.test", "courant", "right");
    server.start();
    try (var connection = signedIn(server, "right").connect()) {
      assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      assertThatThrownBy(() -> signedIn(server, "wrong").connect())
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageContaining("127.0.0.1:" + server.getSmtp().getPort())
          .hasMessageContaining("535")
          .hasMessageNotContaining("wrong");
    } finally {
      server.stop();
    }
  }

  private static Relays signedIn(GreenMail server, String password) {
    return RelaysForTests.of(
        10, RelaysForTests.at(server.getSmtp().getPort()).user("courant", password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.org\r\nRCPT TO:<c@d.org>", "a@b.org\n", "a\0@b.org", "a@b.org> X", ""})
  void takesNoAddressThatCouldBreakACommand(String address) {
    assertThatThrownBy(() -> new Envelope("bounce@courant.test", address))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
