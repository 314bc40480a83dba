package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Relays that are not there, and what is said of them.
class UnreachableTests {
  private static final Envelope ADA = new Envelope("bounce@courant.test", "ada@example.org");

  @Test
  void givesUpAConnectionThatIsNotAccepted() throws Exception {
    try (var hole = new Hole();
        var relays = relays(RelaysForTests.at(hole.port()).settings())) {
      var problem = CompletableFuture.supplyAsync(() -> problem(relays)).get(60, SECONDS);
      assertThat(problem)
          .startsWith("127.0.0.1:%d: ".formatted(hole.port()))
          .containsIgnoringCase("timed out");
    }
  }

  private static String problem(Relays relays) {
    try (var _ = relays.connect()) {
      return "connected";
    } catch (RelayUnavailable problem) {
      return String.valueOf(problem.getMessage());
    }
  }

  @Test
  void saysThatTheProcessEndedBeforeTheRelayAnswered() throws Exception {
    var asked = new CountDownLatch(1);
    var script =
        (ScriptedRelay.Script)
            (stage, _) -> {
              if (stage == Stage.FINAL_DOT) {
                asked.countDown();
                return ScriptedRelay.SILENCE;
              }
              return null;
            };
    try (var relay = new ScriptedRelay(script);
        var relays = RelaysForTests.patient(relay.port());
        var connection = relays.connect()) {
      var answer = new CompletableFuture<Answer>();
      var line =
          Thread.startVirtualThread(
              () -> answer.complete(connection.send(ADA, "a: b\r\n".getBytes(US_ASCII))));
      assertThat(asked.await(60, SECONDS)).isTrue();
      line.interrupt();
      assertThat(answer.get(60, SECONDS))
          .isEqualTo(
              new Answer.Lost(
                  Stage.FINAL_DOT, "this process was told to end before the relay answered"));
    }
  }

  @Test
  void saysWhatFailedOfAFolderThatCannotBeMade(@TempDir Path folder) throws Exception {
    var out = Files.createFile(folder.resolve("a-file")).resolve("out");
    try (var relays = relays(folder(out))) {
      assertThatThrownBy(relays::connect)
          .isInstanceOf(RelayUnavailable.class)
          .hasMessageStartingWith("%s: the folder cannot be made (".formatted(out))
          .hasMessageContaining("Not a directory");
    }
  }

  @Test
  void saysWhatFailedOfAMessageThatAFolderDoesNotTake(@TempDir Path folder) throws Exception {
    var out = Files.createDirectory(folder.resolve("out"));
    try (var relays = relays(folder(out));
        var connection = relays.connect()) {
      Files.delete(out);
      assertThat(connection.send(ADA, "a: b\r\n".getBytes(US_ASCII)))
          .isEqualTo(new Answer.Lost(Stage.DATA, out + " cannot be written: NoSuchFileException"));
    }
  }

  private static SmtpSettings.Relay folder(Path out) {
    return new SmtpSettings.Relay(null, out, 587, null, null, null, null, null, null, 2, null);
  }

  private static Relays relays(SmtpSettings.Relay one) {
    var smtp =
        new SmtpSettings.Smtp(
            "courant.test",
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            9,
            false);
    return new Relays(new SmtpSettings(List.of(one), smtp), Clock.systemUTC());
  }

  /// A port of this machine where connections are neither accepted nor refused: as many wait there
  /// as the system lets wait.
  private static final class Hole implements AutoCloseable {
    private static final int MANY = 64;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Deque<Socket> waiting = new ArrayDeque<>();

    Hole() throws IOException {
      var full = false;
      while (!full) {
        assertThat(waiting).hasSizeLessThan(MANY);
        full = !joined();
      }
    }

    /// True when the system took one more.
    private boolean joined() throws IOException {
      var client = new Socket();
      waiting.push(client);
      try {
        client.connect(new InetSocketAddress(server.getInetAddress(), port()), 500);
        return true;
      } catch (SocketTimeoutException _) {
        return false;
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (var client : waiting) {
        client.close();
      }
      server.close();
    }
  }
}
