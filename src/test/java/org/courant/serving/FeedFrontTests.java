package org.courant.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.feed.Feeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Few threads read all connections, so that none of them may wait for anybody.
@CourantTest
class FeedFrontTests {
  /// More than there are threads that read, on any machine.
  private static final int READERS = 2 * Runtime.getRuntime().availableProcessors();

  /// More than Jetty has threads of the operating system.
  private static final int WRITERS = 220;

  /// The answers fill the buffers of both ends, some megabytes.
  private static final int REQUESTS = 4000;

  @Autowired private Feeds feeds;
  @LocalServerPort private int port;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void aFeed() throws IOException {
    feeds.rebuild(TestClock.START);
    assertThat(status("/feeds/advice.rss")).isEqualTo("200");
  }

  @AfterEach
  void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void readersThatTakeNothingHoldUpNobody() throws IOException {
    for (int i = 0; i < READERS; i++) {
      var socket = new Socket();
      sockets.add(socket);
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      ask(socket, "GET /feeds/advice.rss HTTP/1.1\r\nHost: a.example\r\n\r\n".repeat(REQUESTS));
    }
    for (int i = 0; i < READERS; i++) {
      assertThat(status("/feeds/advice.rss")).isEqualTo("200");
    }
  }

  @Test
  void formsThatNeverEndHoldUpNobody() throws IOException {
    for (int i = 0; i < WRITERS; i++) {
      ask(
          connect(),
          """
          POST /hub HTTP/1.1
          Host: a.example
          Content-Type: application/x-www-form-urlencoded
          Content-Length: 100

          a=\
          """
              .replace("\n", "\r\n"));
    }
    assertThat(status("/feeds/advice.rss")).isEqualTo("200");
    assertThat(status("/feeds")).isEqualTo("200");
  }

  private String status(String path) throws IOException {
    var socket = connect();
    ask(socket, "GET " + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
    socket.setSoTimeout(10_000);
    var head = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
    return head.substring("HTTP/1.1 ".length());
  }

  private Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    sockets.add(socket);
    return socket;
  }

  private static void ask(Socket socket, String requests) throws IOException {
    socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
  }
}
