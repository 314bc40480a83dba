package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.courant.publication.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
      var down = new SmtpSettings.Relay("127.0.0.1", 1, null, null, null, Tls.NONE, 1);
      var refusing = new SmtpSettings.Relay("127.0.0.1", busy.port(), null, null, null, null, 1);
      var up = new SmtpSettings.Relay("127.0.0.1", relay.port(), null, null, null, null, 1);
      var smtp = RelaysForTests.smtp(10);
      try (var connection =
          new Relays(new SmtpSettings(List.of(down, refusing, up), smtp)).connect()) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      }
      assertThatThrownBy(
              () -> new Relays(new SmtpSettings(List.of(down, refusing), smtp)).connect())
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
    var port = server.getSmtp().getPort();
    var relay =
        new SmtpSettings.Relay("127.0.0.1", port, "courant", new Secret(password), null, null, 1);
    return new Relays(new SmtpSettings(List.of(relay), RelaysForTests.smtp(10)));
  }

  @Test
  void readsItsSettings() {
    var source =
        new MapConfigurationPropertySource(
            Map.of(
                "courant.relays[0].host", "mail.example.org",
                "courant.relays[0].username", "courant",
                "courant.relays[0].password", "deep secret",
                "courant.relays[0].tls", "implicit",
                "courant.smtp.read-timeout", "90s"));
    var settings = new Binder(source).bind("courant", SmtpSettings.class).get();
    assertThat(settings.relays().getFirst().protection()).isEqualTo(Tls.IMPLICIT);
    assertThat(settings.relays().getFirst().port()).isEqualTo(587);
    assertThat(settings.smtp().readTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.smtp().messagesPerConnection()).isEqualTo(500);
    assertThat(settings.toString()).contains("***").doesNotContain("deep secret");
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try {
      var relay =
          new SmtpSettings.Relay(
              "127.0.0.1", server.getSmtps().getPort(), null, null, null, Tls.IMPLICIT, 1);
      var relays = new Relays(new SmtpSettings(List.of(relay), RelaysForTests.smtp(1)));
      assertThatThrownBy(relays::connect)
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageContaining("certificat");
    } finally {
      server.stop();
    }
  }

  @Test
  void refusesARelayWithoutTheTlsThatIsRequired() {
    try (var server = new ScriptedRelay((_, _) -> null)) {
      var relay =
          new SmtpSettings.Relay("127.0.0.1", server.port(), null, null, null, Tls.REQUIRED, 1);
      var relays = new Relays(new SmtpSettings(List.of(relay), RelaysForTests.smtp(1)));
      assertThatThrownBy(relays::connect)
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageContaining("STARTTLS");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@b.org\r\nRCPT TO:<c@d.org>", "a@b.org\n", "a\0@b.org", "a@b.org> X", ""})
  void takesNoAddressThatCouldBreakACommand(String address) {
    assertThatThrownBy(() -> new Envelope("bounce@courant.test", address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatIsWrongWithARelaysSettings() {
    assertThatThrownBy(
            () -> new SmtpSettings.Relay("mail.example.org", 25, "ada", null, null, null, 4))
        .hasMessage("Setting relays.username: \"ada\" has no password; add a password-file.");
    assertThatThrownBy(() -> new SmtpSettings.Relay("a b", 25, null, null, null, null, 4))
        .hasMessageContaining("relays.host");
    assertThat(
            new SmtpSettings.Relay("mail.example.org", 587, null, null, null, null, 4).protection())
        .isEqualTo(Tls.REQUIRED);
  }
}
