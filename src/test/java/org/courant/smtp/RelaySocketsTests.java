package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

class RelaySocketsTests {
  private static final Envelope ADA = new Envelope("bounce@courant.test", "ada@example.org");
  private static final Answer NONE = new Answer.Unsendable("", "the write goes on");

  @Test
  void holdsNoPacketBackAlsoUnderTls() throws Exception {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var plain = new RelaySockets().plain().createSocket();
        var under = new Socket(server.getInetAddress(), server.getLocalPort());
        var secure =
            new RelaySockets()
                .tls((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(under, "localhost", server.getLocalPort(), true)) {
      assertThat(List.of(plain.getTcpNoDelay(), under.getTcpNoDelay(), secure.getTcpNoDelay()))
          .containsOnly(true);
    }
  }

  @Test
  void sendsTheCommandsOfAMessageInOnePacketAndTheMessageInOneWrite() throws Exception {
    try (var relay = new Terse("250 PIPELINING");
        var relays = relays(relay, Duration.ofSeconds(5));
        var connection = relays.connect()) {
      var answer =
          CompletableFuture.supplyAsync(() -> connection.send(ADA, "a: b\r\n".getBytes(US_ASCII)));
      assertThat(relay.packet())
          .isEqualTo("MAIL FROM:<bounce@courant.test>\r\nRCPT TO:<ada@example.org>\r\nDATA\r\n");
      relay.say("250 yes\r\n250 yes\r\n354 go\r\n");
      assertThat(relay.packet()).isEqualTo("a: b\r\n.\r\n");
      relay.say("250 taken\r\n");
      assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(Answer.Accepted.class);
    }
  }

  @Test
  void givesUpAMessageThatTheRelayDoesNotTake() throws Exception {
    try (var relay = new Terse("250 PIPELINING");
        var relays = relays(relay, Duration.ofSeconds(1));
        var connection = relays.connect()) {
      var large = ("x".repeat(70) + "\r\n").repeat(1_000_000).getBytes(US_ASCII);
      var answer = CompletableFuture.supplyAsync(() -> connection.send(ADA, large));
      relay.packet();
      relay.say("250 yes\r\n250 yes\r\n354 go\r\n");
      var ended = answer.completeOnTimeout(NONE, 60, TimeUnit.SECONDS).get();
      relay.hangUp(); // else the connection's own end would wait behind the write
      assertThat(ended)
          .isInstanceOfSatisfying(
              Answer.Lost.class, lost -> assertThat(lost.stage()).isEqualTo(Stage.DATA));
      assertThat(connection.usable()).isFalse();
    }
  }

  private static Relays relays(Terse relay, Duration write) {
    var smtp =
        new SmtpSettings.Smtp(
            "courant.test", Duration.ofSeconds(5), Duration.ofSeconds(30), write, 9, false);
    var one = RelaysForTests.at(relay.port()).settings();
    return new Relays(new SmtpSettings(List.of(one), smtp), Clock.systemUTC());
  }

  /// A relay that greets one client, and then reads and says only what the test wants.
  private static final class Terse implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CountDownLatch greeted = new CountDownLatch(1);
    private volatile Socket client = new Socket();

    Terse(String offer) throws IOException {
      Thread.startVirtualThread(
          () -> {
            try {
              client = server.accept();
              say("220 here\r\n");
              packet(client);
              say("250-here\r\n" + offer + "\r\n");
            } catch (IOException _) {
              // The test ended.
            } finally {
              greeted.countDown();
            }
          });
    }

    int port() {
      return server.getLocalPort();
    }

    void say(String lines) throws IOException {
      client.getOutputStream().write(lines.getBytes(US_ASCII));
    }

    String packet() throws Exception {
      assertThat(greeted.await(30, TimeUnit.SECONDS)).isTrue();
      return packet(client);
    }

    private static String packet(Socket from) throws IOException {
      var bytes = new byte[4_096];
      var read = from.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, read), US_ASCII);
    }

    void hangUp() throws IOException {
      client.close();
    }

    @Override
    public void close() throws IOException {
      hangUp();
      server.close();
    }
  }
}
