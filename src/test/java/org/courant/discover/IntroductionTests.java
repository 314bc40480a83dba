package org.courant.discover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.LocalServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What commands tell servers of who asks.
class IntroductionTests {
  private final List<String> agents = new CopyOnWriteArrayList<>();
  private final LocalServer server = new LocalServer();
  @TempDir private Path folder;

  IntroductionTests() throws IOException {
    server.serve(
        "/",
        exchange -> {
          agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
          var body = "<rss version='2.0'><channel/></rss>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyCommandNamesWhomToWriteTo() {
    for (var command : List.of(new SourceReadCommand(), new ProbeCommand())) {
      new CommandLine(command)
          .setOut(new PrintWriter(new StringWriter()))
          .execute(
              server.address("/feed").toString(), "--internal", "--contact", "ada@news.example");
      assertThat(agents)
          .isNotEmpty()
          .allSatisfy(
              agent -> assertThat(agent).matches("Courant/\\d\\S* \\(ada@news\\.example\\)"));
      agents.clear();
    }
  }

  @Test
  void theSettingsSayWhoAsksWhereThereAreAny() throws IOException {
    var settings = folder.resolve("application.yaml");
    assertThat(agent(settings)).matches("Courant/\\d\\S*");

    Files.writeString(
        settings,
        """
        courant:
          publication: {base-url: "https://news.example", contact: ada@news.example}
        """);
    assertThat(agent(settings)).endsWith(" (+https://news.example; ada@news.example)");

    Files.writeString(settings, "courant: {publication: {contact: \"${CONTACT}\"}}");
    assertThat(agent(settings)).matches("Courant/\\d\\S*");
    Files.writeString(settings, "courant: [");
    assertThat(agent(settings)).matches("Courant/\\d\\S*");
  }

  private String agent(Path settings) {
    try (var fetcher = new Introduction().fetcher(settings)) {
      fetcher.fetch(new FetchRequest(server.address("/feed"), true));
    }
    return agents.removeLast();
  }
}
