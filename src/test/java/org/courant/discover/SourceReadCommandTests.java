package org.courant.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.courant.page.FakeSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SourceReadCommandTests {
  private static final String ATOM =
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title>
        <updated>2026-03-01T10:00:00+01:00</updated><link href="https://x.example/"/>
        <entry><id>urn:1</id><title>One</title><updated>2026-03-01T10:00:00Z</updated>
          <author><name>Ada</name></author><category term="food"/>
          <link rel="enclosure" href="https://x.example/1.mp3" type="audio/mpeg" length="5"/></entry></feed>
      """;

  @TempDir private Path folder;

  @Test
  void printsOneJsonObjectALine() throws IOException {
    var feed = Files.writeString(folder.resolve("f.xml"), ATOM).toString();
    var post = Files.writeString(folder.resolve("2026-01-02-p.md"), "# Post\n\nText").toString();
    var broken = Files.writeString(folder.resolve("b.xml"), "no feed").toString();
    var printed = new StringWriter();

    assertThat(run(printed, "read", "--json", feed, post, broken)).isEqualTo(1);

    var lines = lines(printed);
    assertThat(lines).hasSize(3);
    var atom = lines.get(0);
    assertThat(atom.path("file").asString()).isEqualTo(feed);
    assertThat(atom.path("feed").path("link").asString()).isEqualTo("https://x.example/");
    assertThat(atom.path("feed").path("updated").asString()).isEqualTo("2026-03-01T09:00:00Z");
    var entry = atom.path("entries").path(0);
    assertThat(entry.path("published").isNull()).isTrue();
    assertThat(entry.path("authors").toString()).isEqualTo("[\"Ada\"]");
    assertThat(entry.path("categories").toString()).isEqualTo("[\"food\"]");
    assertThat(entry.path("enclosures").toString())
        .isEqualTo("[{\"url\":\"https://x.example/1.mp3\",\"type\":\"audio/mpeg\",\"length\":5}]");
    assertThat(lines.get(1).path("entries").path(0).path("title").asString()).isEqualTo("Post");
    assertThat(lines.get(2).path("error").asString())
        .endsWith("b.xml is no XML: it has no element");
  }

  @Test
  void saysPlainlyThatAnAddressIsNone() throws IOException {
    var printed = new StringWriter();

    assertThat(run(printed, "read", "--json", "https://x.example/a b")).isEqualTo(1);

    assertThat(lines(printed).getFirst().path("error").asString())
        .isEqualTo("https://x.example/a b is no address: Illegal character in path");
  }

  @Test
  void readsAWebPageAsAPullOfItsSiteDoes() throws IOException {
    var printed = new StringWriter();
    try (var server = new FakeSite()) {
      server.article("/three.html", "Iron in food", "Iron carries oxygen in the blood, and more.");
      server.put("/about", "text/html", "<title>About us</title><p>We write.</p>");
      var article = server.address("/three.html").toString();
      var about = server.address("/about").toString();

      assertThat(run(printed, "read", "--internal", "--json", article, about)).isEqualTo(1);

      var lines = lines(printed);
      var entry = lines.getFirst().path("entries").path(0);
      assertThat(entry.path("title").asString()).isEqualTo("Iron in food");
      assertThat(entry.path("link").asString()).isEqualTo(article);
      assertThat(entry.path("published").asString()).isEqualTo("2026-03-01T00:00:00Z");
      assertThat(entry.path("content").asString())
          .contains("Iron carries oxygen")
          .doesNotContain("Home");
      assertThat(lines.getFirst().path("warnings").toString())
          .contains(
              "is a web page and no feed",
              "its JSON-LD describes an article",
              "its robots.txt is not asked");
      assertThat(lines.getLast().path("error").asString())
          .contains("is a web page and no feed", "nowhere says that it is an article");
      assertThat(server.requests).containsExactly("/three.html", "/about");
    }
  }

  @Test
  void readsALocalPageWithoutFrontMatterAsAWebPage() throws IOException {
    var page =
        Files.copy(
                Path.of("src/test/resources/page/magazine.html"), folder.resolve("magazine.html"))
            .toString();
    var fragment = Files.writeString(folder.resolve("f.html"), "<h1>Tea</h1><p>Text</p>");
    var matter = Files.writeString(folder.resolve("m.html"), "---\ntitle: Toast\n---\n<p>Text</p>");
    var printed = new StringWriter();

    assertThat(run(printed, "read", "--json", page, fragment.toString(), matter.toString()))
        .isZero();

    var entries = lines(printed).stream().map(line -> line.path("entries").path(0)).toList();
    assertThat(entries)
        .extracting(entry -> entry.path("title").asString())
        .containsExactly("Why cold hands are seldom a circulation problem", "Tea", "Toast");
    assertThat(entries.getFirst().path("content").asString()).contains("a second pair of gloves.");
    assertThat(lines(printed).getFirst().path("warnings").toString())
        .contains("is a web page and no feed")
        .doesNotContain("robots");
  }

  @Test
  void printsASummaryForPeople() throws IOException {
    var feed = Files.writeString(folder.resolve("f.xml"), ATOM).toString();
    var printed = new StringWriter();

    assertThat(run(printed, "read", feed)).isZero();

    assertThat(printed.toString()).contains("f.xml: F, 1 items").contains("One");
  }

  @Test
  void withoutAnActItIsWrongUse() {
    assertThat(run(new StringWriter())).isEqualTo(2);
  }

  private static int run(StringWriter printed, String... arguments) {
    return new CommandLine(
            new SourceCommand(
                () -> {
                  throw new IllegalStateException("reading needs no application");
                }))
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(new StringWriter()))
        .execute(arguments);
  }

  private static List<JsonNode> lines(StringWriter printed) {
    var mapper = new JsonMapper();
    return new ArrayList<>(printed.toString().lines().map(mapper::readTree).toList());
  }
}
