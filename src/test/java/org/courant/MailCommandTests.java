package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.courant.command.Launch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installation with nothing but the command, whose settings are mended one by one.
class MailCommandTests {
  @TempDir private Path folder;

  @Test
  void mailsNothingWithoutHttpsAndHoldsWhatHasNoRelayAndSaysSo() throws IOException {
    Files.createDirectories(folder.resolve("articles"));
    Files.writeString(
        folder.resolve("articles/first.md"),
        "---\nid: first\ntitle: The first\ndate: 2026-01-01\n---\nIt is here.\n");
    Files.writeString(
        folder.resolve("readers.csv"),
        "\uFEFFemail,name\nada@example.org,\"Ada, Countess\"\nADA@example.org,Twin\nbob@@example,Bob\n");
    configure("http://news.example.org");

    assertThat(
            courant("subscribers", "import", folder.resolve("readers.csv").toString(), "--commit"))
        .contains("line 3", "line 4", "1 added", "2 refused")
        .endsWith("exit 0");
    assertThat(courant("pull")).contains("new 1").endsWith("exit 0");
    assertThat(courant("campaign", "run", "monday"))
        .contains(
            "monday failed: No mail can be sent: the publication's base-url is http://news.example.org, and unsubscribe links must be https.")
        .endsWith("exit 1");

    configure("https://news.example.org");
    assertThat(courant("campaign", "run", "monday"))
        .contains("monday held: weekly-1: no relay is configured")
        .endsWith("exit 0");
    assertThat(courant("campaigns"))
        .contains("failed: No mail can be sent", "held: weekly-1: no relay is configured");
  }

  private void configure(String baseUrl) throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/application.yaml"),
        """
        courant:
          publication:
            title: News
            base-url: %s
            tag-authority: example.org,2026
            contact: editor@example.org
          newsletters:
            - slug: weekly
              title: The weekly
              from-name: News
              from-address: news@example.org
          sources:
            - name: articles
              kind: folder
              address: %s
              digest-from: 2025-01-01
          campaigns:
            - name: monday
              newsletter: weekly
              cron: 0 0 8 ? * MON
        """
            .formatted(baseUrl, folder.resolve("articles")));
  }

  /// What a command says, and its exit status.
  private String courant(String... arguments) {
    var launch = new Launch(Application.class);
    launch.useData(folder.resolve("data"));
    launch.useConfiguration(folder.resolve("config"));
    var said = new StringWriter();
    try {
      int status =
          Courant.commandLine(launch)
              .setOut(new PrintWriter(said, true))
              .setErr(new PrintWriter(said, true))
              .execute(arguments);
      return said + "exit " + status;
    } finally {
      launch.close();
    }
  }
}
