package org.courant.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.courant.CourantProcess;
import org.courant.database.CrashingPostgres;

/// An installation as an operator makes it: settings, a folder of articles, a file of readers.
final class Site {
  private static final int READERS_A_DOMAIN = 25;

  private final Path folder;
  private final CrashingPostgres database;

  /// @param port where the relay is
  Site(Path folder, CrashingPostgres database, int port) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.database = database;
    var settings =
        """
        courant:
          publication: {title: Chaos, base-url: "https://chaos.example", tag-authority: "chaos.example,2026",
                        postal-address: 1 Main Street, contact: editor@chaos.example}
          sections: [{slug: research, title: Research}]
          newsletters: [{slug: weekly, title: The Weekly, from-address: news@chaos.example}]
          sources: [{name: articles, kind: folder, address: "%s", digest-from: 2020-01-01}]
          campaigns: [{name: weekly, newsletter: weekly, cron: "0 0 4 1 1 ?"}]
          relays: [{host: 127.0.0.1, port: %d, connections: %d}]
          delivery: {window: %d, retry: 2s}
          smtp: {read-timeout: 8s, messages-per-connection: 200}
        """
            .formatted(articles(), port, Plan.CONNECTIONS, Plan.WINDOW);
    Files.writeString(
        Files.createDirectories(folder.resolve("config")).resolve("application.yaml"), settings);
  }

  private Path articles() throws IOException {
    var articles = Files.createDirectories(folder.resolve("articles"));
    for (var i = 1; i <= 3; i++) {
      Files.writeString(articles.resolve(i + ".md"), article(i));
    }
    return articles;
  }

  private static String article(int number) {
    return """
        ---
        id: chaos-%1$d
        url: https://chaos.example/%1$d
        title: Article number %1$d
        date: 2026-01-0%1$d
        sections: [Research]
        ---
        %2$s
        """
        .formatted(number, "Something that is worth a line. ".repeat(9));
  }

  /// The file of so many readers, to be imported.
  Path readers(int count) throws IOException {
    var lines =
        IntStream.range(0, count)
            .mapToObj(i -> "reader%d@d%d.example,Reader %d".formatted(i, i / READERS_A_DOMAIN, i))
            .collect(Collectors.joining("\n", "address,name\n", "\n"));
    return Files.writeString(folder.resolve("readers.csv"), lines);
  }

  /// Runs a command to its end, which has to be a good one; gives what it said.
  String command(String... arguments) throws IOException, InterruptedException {
    return start(arguments).endsWith(0);
  }

  CourantProcess start(String... arguments) throws IOException {
    return start("commands", Map.of(), arguments);
  }

  /// Starts a server with a data folder of its own.
  ///
  /// @param name what it calls itself before relays
  CourantProcess serve(String place, String name) throws IOException {
    return start(place, Map.of("COURANT_SMTP_HELO", name), "serve", "--port", "0");
  }

  private CourantProcess start(String place, Map<String, String> more, String... arguments)
      throws IOException {
    var environment = new HashMap<>(more);
    environment.put("COURANT_DATABASE_URL", database.url());
    environment.put("COURANT_DATABASE_USERNAME", database.user());
    environment.put("COURANT_DATABASE_PASSWORD", database.password());
    environment.put("COURANT_SECRET", "a secret that is long enough for the chaos");
    environment.put("MANAGEMENT_SERVER_PORT", "0");
    var all =
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(arguments),
                java.util.stream.Stream.of(
                    "--config",
                    folder.resolve("config").toString(),
                    "--data",
                    folder.resolve(place).toString()))
            .toArray(String[]::new);
    var output = Files.createTempFile(folder, "%s-%s-".formatted(place, arguments[0]), ".out");
    return CourantProcess.start(output, environment, all);
  }
}
