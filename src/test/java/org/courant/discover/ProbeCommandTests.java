package org.courant.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.courant.page.FakeSite;
import org.courant.wordpress.FakeWordPress;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ProbeCommandTests {
  private static final String TEXT =
      "Iron carries oxygen in the blood, and many women have too little.";
  private static final String FEED =
      "<rss version='2.0'><channel><title>Her News</title><item><guid>1</guid><title>One</title></item></channel></rss>";

  private final StringWriter printed = new StringWriter();
  private final StringWriter faults = new StringWriter();

  @Test
  void prefersTheRestApiOfWordPress() throws IOException {
    try (var server = new FakeWordPress()) {
      for (var id = 1; id <= 5; id++) {
        server.publish(
            new FakePost(
                id, "Post " + id, LocalDateTime.parse("2026-03-01T10:00:00").plusDays(id)));
      }

      assertThat(probe(server.address().toString(), "--internal")).isZero();
      assertThat(printed.toString())
          .contains(
              "wordpress: " + server.address() + "  (the best way)", "Post 5", "Post 4", "Post 3")
          .contains("feed: " + server.address() + "feed/\n")
          .endsWith(
              """
                sources:
                  - name: 127-0-0-1
                    kind: wordpress
                    address: "%s"
                    internal: true
              """
                  .formatted(server.address()));
    }
  }

  @Test
  void writesTheBestWayIntoTheSettings(@TempDir Path folder) throws IOException {
    var settings = Files.writeString(folder.resolve("a.yaml"), "courant:\n  hub: {}\n");
    try (var server = new FakeSite()) {
      server.put("/", "text/xml", FEED);
      var site = server.address("/").toString();

      assertThat(probe(site, "--internal", "--write", settings.toString())).isZero();
      assertThat(printed.toString()).contains("Added to " + settings);
      assertThat(settings).content().contains("- name: 127-0-0-1", "kind: feed", "hub: {}");
      assertThat(probe(site, "--internal", "--write", settings.toString())).isEqualTo(1);
      assertThat(printed.toString()).contains("already has a source named", "under courant:");
    }
  }

  @Test
  void takesTheFeedThatThePageNamesAndNotThatOfItsComments() throws IOException {
    try (var server = new FakeSite()) {
      server.put(
          "/blog",
          "text/html",
          """
          <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
          <link rel="alternate" type="application/rss+xml" title="Her News" href="/posts.xml">
          """);
      server.put("/comments.xml", "text/xml", FEED);
      server.put("/posts.xml", "text/xml", FEED);

      assertThat(probe(server.address("/blog").toString(), "--internal")).isZero();
      assertThat(printed.toString())
          .startsWith("no wordpress: ")
          .contains(
              "feed: " + server.address("/posts.xml"),
              "autodiscovery",
              "have only a summary",
              "kind: feed");
    }
  }

  @Test
  void findsFeedsInUsualPlacesAndUnderTheirOwnAddress() throws IOException {
    try (var server = new FakeSite()) {
      server.put("/", "text/html", "<title>Home</title>");
      server.put("/rss.xml", "text/xml", FEED);

      assertThat(probe(server.address("/").toString(), "--internal")).isZero();
      assertThat(probe(server.address("/rss.xml").toString(), "--internal")).isZero();
      assertThat(printed.toString()).contains("usual place", "the address is a feed itself");
    }
  }

  @Test
  void fallsBackToTheSitemap() throws IOException {
    try (var server = new FakeSite()) {
      server.put("/", "text/html", "<title>Home</title>");
      server.article("/a", "Iron in food", TEXT);
      server.put("/about", "text/html", "<title>About</title>");
      server.sitemap("/sitemap.xml", "<loc>SITE/about</loc>", "<loc>SITE/a</loc>");

      assertThat(probe(server.address("").toString(), "--internal")).isZero();
      assertThat(printed.toString())
          .contains(
              "no feed: ",
              "site: " + server.address("/"),
              "its sitemap names 2 pages",
              "Iron in food",
              "kind: site");
    }
  }

  @Test
  void saysThatThereIsNoWay() throws IOException {
    try (var server = new FakeSite()) {
      assertThat(probe(server.address("/").toString(), "--internal")).isEqualTo(1);
      assertThat(printed.toString())
          .contains("no wordpress: ", "no feed: ", "no site: ", "No way to pull it was found.")
          .containsPattern("no feed: .*404.*, and no feed stands at the usual places such as")
          .doesNotContain("the page links to no feed");
      assertThat(probe(server.address("/").toString())).isEqualTo(1);
      assertThat(printed.toString()).contains("no public address", "a command `--internal`");
    }
  }

  @Test
  void saysWhyTheSiteItselfCannotBeHadAndStops() throws IOException {
    URI closed;
    try (var server = new FakeSite()) {
      closed = server.address("/");
      assertThat(probe(closed.toString())).isEqualTo(1);
      assertThat(server.requests).isEmpty();
    }
    assertThat(probe(closed.toString(), "--internal")).isEqualTo(1);
    assertThat(probe("http://nowhere.invalid/")).isEqualTo(1);

    assertThat(printed.toString())
        .contains("no public address", closed + " refuses the connection", "nowhere.invalid has no")
        .doesNotContain("no feed", "usual places", "no wordpress");
  }

  @Test
  void aFeedThatSaysNextToNothingLosesToWholePages() throws IOException {
    try (var server = new FakeSite()) {
      server.put("/", "text/html", "<title>Home</title>");
      server.put("/feed.xml", "text/xml", FEED);
      server.article("/a", "Iron in food", TEXT);
      server.sitemap("/sitemap.xml", "<loc>SITE/a</loc>");

      assertThat(probe(server.address("/").toString(), "--internal")).isZero();
      assertThat(printed.toString())
          .contains(
              "feed: " + server.address("/feed.xml") + "\n",
              "site: " + server.address("/") + "  (the best way)",
              "The best way is site: it gives whole pages, where nothing else gives as much, and the feed has no text",
              "kind: site");
    }
  }

  @Test
  void aFeedWithTextIsBetterThanTheSitemapWhichIsShownToo() throws IOException {
    try (var server = new FakeSite()) {
      server.put("/", "text/html", "<title>Home</title>");
      server.put(
          "/feed.xml",
          "text/xml",
          FEED.replace(
              "</item>",
              "<description>&lt;p>%s&lt;/p></description></item>".formatted(TEXT.repeat(30))));
      server.article("/a", "Iron in food", TEXT);
      server.sitemap("/sitemap.xml", "<loc>SITE/a</loc>");

      assertThat(probe(server.address("/").toString(), "--internal")).isZero();
      assertThat(printed.toString())
          .contains(
              "feed: " + server.address("/feed.xml") + "  (the best way)",
              "site: " + server.address("/") + "\n",
              "The best way is feed: it tells of new articles as soon as they are out.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://news.example/", "mailto:ada@news.example"})
  void refusesWhatIsNoAddressOfTheWeb(String place) {
    assertThat(probe(place)).isEqualTo(2);
    assertThat(faults.toString())
        .isEqualTo(place + " is no address of the web; write it as https://example.org\n");
    assertThat(printed.toString()).isEmpty();
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThat(probe("ht tp:x")).isEqualTo(2);
    assertThat(faults.toString()).contains("is no address");
  }

  private int probe(String... arguments) {
    return new CommandLine(new ProbeCommand())
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(faults, true))
        .execute(arguments);
  }
}
