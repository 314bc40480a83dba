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
    assertThat(found.feed()).isTrue();
  }

  @Test
  void whatIsNoFeedIsCalledByItsHost() throws IOException {
    var found = served("<html><title>No feed</title></html>");
    assertThat(found.title()).isEqualTo("127.0.0.1");
    assertThat(found.language()).isEqualTo("en");
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
    assertThat(found.feed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere-to-be-found", "ftp://example.org/feed", "https://", "http://a b/feed"})
  void whatIsNeitherIsRefusedByName(String given) {
    assertThatThrownBy(() -> TrialSource.of(given))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("--source is \"" + given + "\"");
  }

  private static TrialSource served(String document) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = document.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/rss+xml");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      return TrialSource.of("http://127.0.0.1:%d/feed".formatted(server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }
}
