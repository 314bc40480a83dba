package org.courant.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.courant.CourantProcess;
import org.courant.document.FeedFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The whole product as a newcomer runs it: real processes, a real database, a real relay.
@Execution(ExecutionMode.CONCURRENT) // processes and a folder of its own
class DemoProductTests {
  private static final int READERS = 400;
  private static final Pattern ADDRESS = Pattern.compile("home page +(http://localhost:\\d+)/");
  private static final Pattern UNCERTAIN = Pattern.compile("uncertain (\\d+)");

  @TempDir private Path folder;

  /// One for all processes of a test, of its own: two that look for a free one at a time may find
  /// the same.
  private int port;

  @BeforeEach
  void aPortOfItsOwn() throws IOException {
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  @Test
  void doesTheWholeJobOnceAndMailsNobodyAgain() throws Exception {
    String first = courant("demo", "--once").endsWith(0);
    assertThat(first).contains("Pulled", "Published", "Mailed", "frozen 5 = sent 5");
    assertThat(mails()).hasSize(5);
    for (String feed :
        List.of("all.rss", "all.atom", "all.json", "pregnancy.rss", "pregnancy.atom")) {
      assertThat(folder.resolve("data/out/feeds").resolve(feed)).isNotEmptyFile();
    }
    assertThat(FeedFolder.broken(folder.resolve("data/out/feeds"))).isEmpty();
    assertThat(folder.resolve("data/out/feeds.opml")).isNotEmptyFile();

    String second = courant("demo", "--once").endsWith(0);
    assertThat(second).contains("0 now", "nobody is mailed an article twice");
    assertThat(mails()).hasSize(5);
    assertThat(courant("verify").endsWith(0)).contains("frozen 5 = sent 5");
  }

  @Test
  void exitsWithOneWhenAPartFailedAndNamesIt() throws Exception {
    String said = courant("demo", "--once", "--source", "http://localhost:9/feed").endsWith(1);
    assertThat(said).contains("http://localhost:9/feed refuses the connection", "Not every part");
  }

  @Test
  void showsEachMailAndEachArticleUntilItIsStopped() throws Exception {
    CourantProcess demo = courant("demo");
    Matcher address = ADDRESS.matcher(demo.says("Ctrl-C"));
    assertThat(address.find()).isTrue();
    String base = address.group(1);

    assertThat(get(base + "/demo/inbox").body()).contains("ada.mensah@example.org");
    var mail = get(base + "/demo/inbox/ada.mensah@example.org.eml");
    assertThat(mail.body()).contains("<iframe", "sandbox=", "List-Unsubscribe-Post");
    var html = get(base + "/demo/inbox/ada.mensah@example.org.eml/html");
    assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox", "default-src 'none'");
    assertThat(html.body()).contains("Massage therapy for sciatica", base + "/unsubscribe/");
    assertThat(get(base + "/demo/inbox/..%2Fsecret").statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(get(base + "/demo/site/massage-for-sciatica").body()).contains("<h1>Massage");
    assertThat(get(base + "/").body()).contains("/newsletters/weekly/1");

    assertThat(demo.stop()).contains("Kept: articles, readers and mails in");
  }

  private static HttpResponse<String> get(String address) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(address)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /// Promise 4: whoever has no mail has a row that says so, and nobody has two.
  @Test
  void aKillDuringADigestLosesNobodyAndRepeatsNobody() throws Exception {
    CourantProcess killed = courant("demo", "--once", "--readers", String.valueOf(READERS));
    awaitMails(killed, READERS / 4);
    killed.kill();
    assertThat(mails()).as("the kill came in the middle").hasSizeLessThan(READERS);

    courant("demo", "--once", "--readers", String.valueOf(READERS)).endsWith(0);
    String equation = courant("verify").endsWith(0);
    List<String> mails = mails();
    assertThat(mails).as("no reader has two mails").noneMatch(name -> name.contains("--"));
    int uncertain = uncertain(equation);
    assertThat(equation).contains("frozen %d".formatted(READERS + 5));
    assertThat(mails.size()).isBetween(READERS + 5 - uncertain, READERS + 5);
    assertThat(equation).contains("sent %d".formatted(READERS + 5 - uncertain));
  }

  private static int uncertain(String equation) {
    Matcher matcher = UNCERTAIN.matcher(equation);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private void awaitMails(CourantProcess process, int number) throws Exception {
    var never = new CountDownLatch(1);
    long patience = Duration.ofMinutes(4).toMillis() / 10;
    for (long looks = 0; looks < patience && process.runs(); looks++) {
      if (Files.isDirectory(folder.resolve("data/out/mail")) && mails().size() >= number) {
        return;
      }
      never.await(10, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("%d mails never came".formatted(number));
  }

  private List<String> mails() throws IOException {
    try (var files = Files.list(folder.resolve("data/out/mail"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".eml"))
          .toList();
    }
  }

  private CourantProcess courant(String... arguments) throws IOException {
    return CourantProcess.start(
        Files.createTempFile(folder, "courant-", ".out"), withData(arguments));
  }

  private String[] withData(String... arguments) {
    var all = new java.util.ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    if (arguments[0].equals("demo")) {
      all.addAll(List.of("--port", String.valueOf(port)));
    }
    return all.toArray(String[]::new);
  }
}
