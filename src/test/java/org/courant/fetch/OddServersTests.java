package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that redirect for ever, lie about lengths, or never come to an end.
class OddServersTests {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(10);

  private final LocalServer server;

  OddServersTests() throws IOException {
    server = new LocalServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLoopOfRedirectsEnds() {
    server.serve("/a", 301, Map.of("Location", "/b"), "");
    server.serve("/b", 301, Map.of("Location", "/a"), "");
    server.serve("/self", 302, Map.of("Location", "/self#again"), "");

    assertThat(LocalServer.refusal(server.fetch("/a"))).endsWith("/a redirects more than 5 times");
    assertThat(LocalServer.refusal(server.fetch("/self"))).endsWith("redirects more than 5 times");
  }

  /// Only the permanent redirects before the first other one tell where the document moved.
  @ParameterizedTest
  @CsvSource({
    "301, 308, /c",
    "308, 301, /c",
    "301, 302, /b",
    "301, 307, /b",
    "301, 303, /b",
    "302, 301, ",
    "307, 308, "
  })
  void tellsWhereADocumentMovedForGood(int first, int second, String moved) {
    server.serve("/a", first, Map.of("Location", "/b"), "");
    server.serve("/b", second, Map.of("Location", "/c#part"), "");
    server.serve("/c", 200, Map.of(), "here");

    var content = LocalServer.content(server.fetch("/a"));
    assertThat(content.address()).isEqualTo(server.address("/c"));
    assertThat(content.head().movedTo()).isEqualTo(moved == null ? null : server.address(moved));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, PT2M", "503, 120, PT2M",
    "429, 'Sun, 01 Mar 2026 10:05:00 GMT', PT5M", "503, 'Sun, 01 Mar 2026 10:05:00 GMT', PT5M"
  })
  void hearsBothFormsOfRetryAfter(int status, String retryAfter, Duration pause) {
    server.serve("/busy", status, Map.of("Retry-After", retryAfter), "");

    assertThat(LocalServer.unreachable(server.fetch("/busy")).retryAfter()).contains(pause);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "'Sun, 01 Mar 2026 09:00:00 GMT'", "99999999999"})
  void passesOverARetryAfterThatMeansNothing(String retryAfter) {
    server.serve("/busy", 503, Map.of("Retry-After", retryAfter), "");

    assertThat(LocalServer.unreachable(server.fetch("/busy")).retryAfter()).isEmpty();
  }

  @Test
  void aLengthThatIsTooShortCutsTheBodyAndSpoilsNoOtherAnswer() throws IOException {
    var lying = server.wire(out -> out.write(answer("Content-Length: 5", "hello and much more")));

    assertThat(body(fetch(lying, LONG))).isEqualTo("hello");
    assertThat(body(fetch(lying, LONG))).isEqualTo("hello");
  }

  @Test
  void aLengthThatIsTooLongMakesNoDocument() throws IOException {
    var lying = server.wire(out -> out.write(answer("Content-Length: 500", "hello")));

    assertThat(LocalServer.unreachable(fetch(lying, LONG)).reason())
        .startsWith(lying + " broke off");
  }

  @Test
  void aLengthBeyondTheLimitIsNotEvenRead() throws IOException {
    var huge = server.wire(out -> out.write(answer("Content-Length: 9000000000", "hello")));

    assertThat(LocalServer.refusal(fetch(huge, LONG))).endsWith("has more than 1000 bytes");
  }

  @Test
  void theEndlessBodyOfARefusalIsNotRead() throws IOException {
    var busy = server.wire(out -> endless(out, "503 Busy\r\nRetry-After: 120"));

    var answer = LocalServer.unreachable(fetch(busy, LONG));
    assertThat(answer.reason()).isEqualTo(busy + " answers 503 Busy");
    assertThat(answer.retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void theEndlessBodyOfARedirectIsNotRead() throws IOException {
    server.serve("/there", 200, Map.of(), "here");
    var location = "301 Moved\r\nLocation: " + server.address("/there");
    var moved = server.wire(out -> endless(out, location));

    assertThat(body(fetch(moved, LONG))).isEqualTo("here");
  }

  @Test
  void aLengthThatLiesAboutAPackedBodyMakesNoHalfDocument() throws IOException {
    var text = "hello, hello, hello".getBytes(UTF_8);
    for (var packed : CodingsTests.packed(text).entrySet()) {
      var body = packed.getValue();
      for (var length : new int[] {body.length / 2, body.length + 50}) {
        var head =
            "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(packed.getKey(), length);
        var lying =
            server.wire(
                out -> {
                  out.write(head.getBytes(UTF_8));
                  out.write(body);
                });

        var fetched = fetch(lying, LONG);
        // Where a coding tells its own end, what comes before it is whole.
        if (fetched instanceof Fetched.Content content) {
          assertThat(content.body()).as(packed.getKey()).isEqualTo(text);
        } else {
          assertThat(LocalServer.unreachable(fetched).reason()).contains("broke off");
        }
      }
    }
  }

  @Test
  void aLengthThatIsNoneIsNoAnswer() throws IOException {
    var odd = server.wire(out -> out.write(answer("Content-Length: many", "hello")));

    assertThat(fetch(odd, LONG)).isInstanceOf(Fetched.Unreachable.class);
  }

  @Test
  void headersThatNeverEndAreCutOff() throws IOException {
    var endless =
        server.wire(
            out -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
              while (true) {
                out.write("X-Filler: nothing\r\n".getBytes(UTF_8));
              }
            });

    assertThat(LocalServer.unreachable(fetch(endless, LONG)).reason()).contains("broke off");
  }

  @Test
  void headersThatDripAreCutOffAtTheDeadline() throws IOException {
    var slow =
        server.wire(
            out -> {
              out.write("HTTP/1.1 200 OK\r\nX-Slow: ".getBytes(UTF_8));
              while (true) {
                out.write('x');
                // Fast enough that no socket times out, slow enough that no limit is met first.
                LockSupport.parkNanos(20_000_000);
              }
            });

    assertThat(LocalServer.unreachable(fetch(slow, SHORT)).reason())
        .isEqualTo(slow + " took longer than 400 ms");
  }

  /// The deadline is one for all hops, or a chain would have five times as long.
  @Test
  void theDeadlineHoldsForAllHopsTogether() throws IOException {
    var silent = server.wire(out -> LockSupport.park());
    server.serve("/start", 302, Map.of("Location", silent.toString()), "");

    var fetched = server.fetch(server.address("/start"), Validators.NONE, SHORT);
    assertThat(LocalServer.unreachable(fetched).reason())
        .isEqualTo(silent + " took longer than 400 ms");
  }

  @Test
  void whatIsNoHttpIsNoAnswer() throws IOException {
    var other = server.wire(out -> out.write("220 mail.example ESMTP\r\n".getBytes(UTF_8)));

    assertThat(fetch(other, LONG)).isInstanceOf(Fetched.Unreachable.class);
  }

  private Fetched fetch(URI address, Duration timeout) {
    return server.fetch(address, Validators.NONE, timeout);
  }

  private static String body(Fetched fetched) {
    return new String(LocalServer.content(fetched).body(), UTF_8);
  }

  private static byte[] answer(String header, String body) {
    return ("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body).getBytes(UTF_8);
  }

  private static void endless(OutputStream out, String head) throws IOException {
    out.write(("HTTP/1.1 " + head + "\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
    while (true) {
      out.write("5\r\nhello\r\n".getBytes(UTF_8));
    }
  }
}
