package org.courant.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What really goes over the wire, byte by byte.
@CourantTest
class FeedWireTests {
  @Autowired private Feeds feeds;
  @LocalServerPort private int port;

  private String exchange(String method, String headers) throws IOException {
    feeds.rebuild(TestClock.START);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var request =
          "%s /feeds/all.rss HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n%s\r\n"
              .formatted(method, headers);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static String head(String answer) {
    return answer.substring(0, answer.indexOf("\r\n\r\n"));
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void headAndNotModifiedHaveNoBodyAndTheSameValidators() throws IOException {
    var get = exchange("GET", "");
    assertThat(head(get))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("evil")
        .doesNotContain("Pragma", "Set-Cookie", "chunked");
    assertThat(body(get)).startsWith("<?xml").endsWith("</rss>\n").doesNotContain("evil");
    var etag = head(get).replaceAll("(?s).*\\r\\nETag: (\\S+).*", "$1");

    var head = exchange("HEAD", "");
    assertThat(head(head)).contains("ETag: " + etag, "Content-Length: " + body(get).length());
    assertThat(body(head)).isEmpty();

    var same = exchange("GET", "If-None-Match: \"x\", " + etag + "\r\n");
    assertThat(head(same))
        .startsWith("HTTP/1.1 304")
        .contains("ETag: " + etag, "Cache-Control: public, max-age=300", "Vary: Accept-Encoding");
    assertThat(body(same)).isEmpty();
  }

  @Test
  void theCompressedCopyIsNotCompressedAgain() throws IOException {
    var packed = exchange("GET", "Accept-Encoding: gzip\r\n");
    assertThat(head(packed))
        .containsOnlyOnce("Content-Encoding: gzip")
        .contains("-rss-gzip\"", "Content-Length: " + body(packed).length());
    assertThat(body(packed)).startsWith("\u001f\u008b");
  }
}
