package org.courant.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.courant.command.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrialSourceTests {
  @TempDir private Path folder;

  @Test
  void aFeedIsCalledWhatItCallsItself() throws IOException {
    var found =
        served(
            "<rss version='2.0'><channel><title>Notes &amp; News</title><link>https://n.example/</link>"
                + "<description>d</description><language>pt-br</language></channel></rss>");
    assertThat(found.title()).isEqualTo("Notes & News");
    assertThat(found.language()).isEqualTo("pt-BR");
    assertThat(found.kind()).isEqualTo("feed");
    assertThat(found.found()).isEmpty();
  }

  @Test
  void whatIsNoFeedIsCalledByItsHost() throws IOException {
    var found = served("<html><title>No feed</title></html>");
    assertThat(found.title()).isEqualTo("127.0.0.1");
    assertThat(found.language()).isEqualTo("en");
  }

  @Test
  void aSiteIsTriedByTheFeedThatItsPageNames() throws IOException {
    var feed =
        """
        <rss version='2.0'><channel><title>Notes</title><link>https://n.example/</link><description>d</description>
        <language>pt-br</language><item><title>One</title><guid>1</guid><description>%s</description></item>
        </channel></rss>"""
            .formatted("Many words. ".repeat(100));
    var site =
        served(
            Map.of(
                "/",
                "<!doctype html><link rel=alternate type='application/rss+xml' href=/posts.xml>",
                "/posts.xml",
                feed),
            "");

    assertThat(site.address()).isEqualTo(site.given() + "/posts.xml");
    assertThat(site.kind()).isEqualTo("feed");
    assertThat(site.title()).isEqualTo("Notes");
    assertThat(site.language()).isEqualTo("pt-BR");
    assertThat(site.found())
        .contains(
            "%s is no feed; what is tried is the feed %1$s/posts.xml".formatted(site.given()));
  }

  @ParameterizedTest
  @CsvSource({
    "_config.yml, 'title: \"A Jekyll Site\"', A Jekyll Site",
    "hugo.toml, 'title = ''A Hugo Site''', A Hugo Site",
    "notes.txt, title: unheard, My field notes"
  })
  void aFolderIsCalledAsItsSite(String file, String line, String title) throws IOException {
    Path site = Files.createDirectories(folder.resolve("my-field-notes"));
    Files.writeString(site.resolve(file), "lang: en\n" + line + "\n");
    Path posts = Files.createDirectories(site.resolve("content/posts"));

    var found = TrialSource.of(posts.toString());
    assertThat(found.title()).isEqualTo(title);
    assertThat(found.address()).isEqualTo(posts.toString());
    assertThat(found.kind()).isEqualTo("folder");
    assertThat(found.found()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nowhere-to-be-found",
        "ftp://example.org/feed",
        "https://",
        "http://a b/feed"
      })
  void whatIsNeitherIsRefusedByName(String given) {
    assertThatThrownBy(() -> TrialSource.of(given))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--source is \"" + given + "\"");
  }

  private static TrialSource served(String document) throws IOException {
    return served(Map.of("/feed", document), "/feed");
  }

  private static TrialSource served(Map<String, String> documents, String path) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var document = documents.get(exchange.getRequestURI().getPath());
          byte[] body = document == null ? new byte[0] : document.getBytes(UTF_8);
          exchange.sendResponseHeaders(
              document == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      return TrialSource.of("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    } finally {
      server.stop(0);
    }
  }
}
