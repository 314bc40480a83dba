package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said on a connection besides messages, and what is kept of it.
class SessionTests {
  private static final Envelope ADA = new Envelope("bounce+1@courant.test", "ada@example.org");
  private static final byte[] MESSAGE = "Subject: private\r\n\r\nx\r\n".getBytes(US_ASCII);

  @TempDir private Path folder;

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"AUTH PLAIN LOGIN, AUTH PLAIN ", "AUTH LOGIN, AUTH LOGIN"})
  void signsInAsTheRelayAsksAndKeepsNoPassword(String offer, String said) throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null, offer)) {
      var relays = RelaysForTests.of(9, relay.one().user("ada", "s3cret"));
      try (var connection = relays.connect()) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
        assertThat(relay.commands()).anyMatch(c -> c.startsWith(said));
        assertThat(String.join(" ", relay.commands()))
            .contains(said.equals("AUTH LOGIN") ? base64("s3cret") : base64("\0ada\0s3cret"));
        assertThat(connection.transcript())
            .contains("sign-in ***", "S: 235 2.7.0 welcome", "C: MAIL FROM:<bounce+1@")
            .contains("C: EHLO courant.test", "S: 250 2.0.0 queued")
            .doesNotContain(base64("s3cret"), base64("\0ada\0s3cret"), "s3cret", "private");
      }
    }
  }

  @Test
  void signsInWithATokenThatIsReadAnewForEachConnection() throws Exception {
    var token = Files.writeString(folder.resolve("token"), "first\n");
    try (var relay = new ScriptedRelay((_, _) -> null, "AUTH XOAUTH2 PLAIN")) {
      var relays = RelaysForTests.of(9, relay.one().token("ada@example.org", token));
      for (var now : List.of("first", "second")) {
        Files.writeString(token, now);
        try (var connection = relays.connect()) {
          assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
          var expected = "user=ada@example.org\u0001auth=Bearer " + now + "\u0001\u0001";
          assertThat(relay.commands()).contains("AUTH XOAUTH2 " + base64(expected));
          assertThat(connection.transcript()).doesNotContain(base64(expected));
        }
      }
      Files.delete(token);
      assertThatThrownBy(relays::connect)
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageContaining("Setting relays.token-file of 127.0.0.1:" + relay.port());
    }
  }

  @Test
  void sendsNothingWhereItCannotSignIn() throws Exception {
    for (var offer : List.of("SIZE", "AUTH GSSAPI", "AUTH LOGIN")) {
      try (var relay = new ScriptedRelay((_, _) -> null, offer)) {
        var relays = RelaysForTests.of(9, relay.one().user("ada", "wrong"));
        assertThatThrownBy(relays::connect).isInstanceOf(RelayUnavailable.class);
        assertThat(relay.commands()).noneMatch(c -> c.startsWith("MAIL"));
      }
    }
  }

  @Test
  void asksAfterARestWhetherTheRelayIsStillThere() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = new SmtpConnection(wire(relay), line(), Admission.FREE, 9, 0)) {
      assertThat(connection.usable()).isTrue();
      assertThat(relay.commands()).contains("NOOP");
      assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      relay.hangUp();
      assertThat(connection.usable()).isFalse();
    }
  }

  @Test
  void asksNothingOfARelayThatAnsweredJustNow() throws Exception {
    try (var relay = new ScriptedRelay((_, _) -> null);
        var connection = new SmtpConnection(wire(relay), line(), Admission.FREE, 9)) {
      assertThat(connection.usable()).isTrue();
      assertThat(relay.commands()).doesNotContain("NOOP");
    }
  }

  private static Wire wire(ScriptedRelay relay) throws Exception {
    return new Dialing(
            relay.one().settings(),
            RelaysForTests.smtp(9),
            new WriteDeadlines(Duration.ofSeconds(5)))
        .open();
  }

  private static RelayLine line() {
    return new RelayLine("relay", 1, 1, Clock.systemUTC(), why -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"PIPELINING", "SIZE"})
  void tellsWhereAConnectionWasLost(String offer) throws Exception {
    for (var where : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT)) {
      for (var how : List.of(ScriptedRelay.DROP, ScriptedRelay.SILENCE)) {
        var skipped = where == Stage.DATA || offer.equals("PIPELINING");
        if (how.equals(ScriptedRelay.SILENCE) && skipped && where != Stage.FINAL_DOT) {
          continue; // one answer cannot be left out where the next is under way
        }
        try (var relay = new ScriptedRelay((s, _) -> s == where ? how : null, offer);
            var connection = relay.relays(1, 9).connect()) {
          // Large enough that a relay which hangs up inside the body is noticed before its end.
          var message = "Subject: x\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(300_000);
          assertThat(connection.send(ADA, message.getBytes(US_ASCII)))
              .isInstanceOfSatisfying(
                  Answer.Lost.class, lost -> assertThat(lost.stage()).isEqualTo(where));
          assertThat(connection.usable()).isFalse();
          assertThat(connection.transcript()).contains(where.name()).hasSizeLessThan(5_000);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"RCPT, true", "MAIL, false"})
  void sendsNothingToARelayThatWantsAMessageAfterARefusal(Stage refusing, boolean goesOn)
      throws Exception {
    var calls = new AtomicInteger();
    try (var relay =
            new ScriptedRelay(
                (s, _) -> s == refusing && calls.getAndIncrement() == 0 ? "550 5.7.1 no" : null,
                "PIPELINING",
                "CARELESS");
        var connection = relay.relays(1, 9).connect()) {
      assertThat(connection.send(ADA, MESSAGE))
          .isEqualTo(new Answer.Refused(refusing, 550, "5.7.1", "550 5.7.1 no"));
      assertThat(relay.seen()).isEmpty();
      assertThat(connection.usable()).isEqualTo(goesOn);
      if (goesOn) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
        assertThat(relay.seen()).hasSize(1);
      }
    }
  }

  @Test
  void keepsATranscriptOfTheLastMessageOnlyAndOfFewKilobytes() throws Exception {
    var longReply = "550-5.1.1 " + "x".repeat(400) + "\r\n";
    try (var relay =
            new ScriptedRelay(
                (s, to) ->
                    s == Stage.RCPT && to.startsWith("b")
                        ? longReply.repeat(99) + "550 5.1.1 no"
                        : null);
        var connection = relay.relays(1, 9).connect()) {
      connection.send(ADA, MESSAGE);
      connection.send(new Envelope("bounce@courant.test", "bob@example.org"), MESSAGE);
      assertThat(connection.transcript())
          .contains("C: RCPT TO:<bob@example.org>", "S: 550-5.1.1 xxx", "…")
          .doesNotContain("ada@example.org")
          .hasSizeBetween(1_000, 4_200);
      connection.send(ADA, MESSAGE);
      assertThat(connection.transcript()).doesNotContain("bob@").hasSizeLessThan(1_000);
    }
  }

  @Test
  void writesEachMessageToAFolderOnce() throws Exception {
    var out = folder.resolve("out/mail");
    var settings =
        new SmtpSettings.Relay(null, out, 587, null, null, null, null, null, null, 2, null);
    var relays =
        new Relays(new SmtpSettings(List.of(settings), RelaysForTests.smtp(9)), Clock.systemUTC());
    try (var connection = relays.connect()) {
      for (var from : List.of("bounce+1@courant.test", "bounce+2@courant.test")) {
        connection.send(new Envelope(from, "Ada@Example.org"), MESSAGE);
        assertThat(connection.send(new Envelope(from, "Ada@Example.org"), MESSAGE))
            .isInstanceOf(Answer.Accepted.class);
      }
      connection.send(
          new Envelope("../../x@courant.test", "../../../evil/..@example.org"), MESSAGE);
      connection.send(new Envelope("y@courant.test", ".".repeat(300) + "@example.org"), MESSAGE);
    }
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("ada@example.org--bounce+1.eml", "ada@example.org--bounce+2.eml")
          .hasSize(4)
          .allMatch(name -> name.endsWith(".eml") && !name.startsWith("."));
    }
    assertThat(Files.readAllBytes(out.resolve("ada@example.org--bounce+1.eml"))).isEqualTo(MESSAGE);
    assertThat(relays.health().getFirst().accepted()).isEqualTo(6);
  }

  @Test
  void losesNothingWhenTheFolderTakesNothing() throws Exception {
    var out = folder.resolve("mail");
    try (var wire = new FolderWire(out)) {
      Files.delete(out);
      Files.writeString(out, "in the way");
      assertThat(wire.exchange(ADA, MESSAGE))
          .isInstanceOfSatisfying(
              Answer.Lost.class, lost -> assertThat(lost.stage()).isEqualTo(Stage.DATA));
    }
  }
}
