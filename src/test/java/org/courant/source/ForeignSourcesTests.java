package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.source.PullReport.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// Files and feeds as others write them.
@CourantTest
class ForeignSourcesTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String name = "foreign-" + UUID.randomUUID();
  @TempDir private Path folder;

  @Autowired private Pulls pulls;

  @Test
  void whatIsTakenOutIsToldOnceAndWhatIsLeftOutEachTime() throws IOException {
    Files.writeString(
        folder.resolve("a.md"),
        "---\ntitle: A\ndate: 2026-01-01\nurl: javascript:alert(1)\n---\n[x](javascript:alert(1)) <script>run()</script>\n");
    Files.writeString(folder.resolve("b.md"), "");

    assertThat(pulls.pull(source(SourceKind.FOLDER, folder), false, NOW).problems())
        .containsExactly(
            "a.md has the address `javascript:alert(1)`, which is none of the web: it has no link",
            "a.md holds a script or a link that runs one: it is taken out",
            "b.md is empty; left out, what it published before stays");
    assertThat(pulls.pull(source(SourceKind.FOLDER, folder), false, NOW).problems())
        .containsExactly("b.md is empty; left out, what it published before stays");
  }

  /// A list of notices on one page: without guids only their titles tell them apart.
  @Test
  void itemsWithoutGuidThatShareALinkStayApartPullAfterPull() throws IOException {
    write(notice("Road closed", 1) + notice("Clinic moved", 2) + notice("Road closed", 1));
    var report = pullFeed();
    assertThat(report.created()).isEqualTo(2);
    assertThat(report.problems())
        .containsExactly(
            "item 3 has the title, link and date of an earlier item: the first one counts");

    write(notice("Night clinic", 3) + notice("Road closed", 1) + notice("Clinic moved", 2));
    report = pullFeed();
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.changed()).isZero();
    assertThat(report.unchanged()).isEqualTo(2);
  }

  private static String notice(String title, int day) {
    return "<item><title>%s</title><link>https://clinic.example/notices</link><pubDate>%d Nov 2026 08:00:00 GMT</pubDate></item>"
        .formatted(title, day);
  }

  /// Its rest may come under the same validators, so that it must not be taken for known.
  @Test
  void aFeedThatBrokeOffIsReadAgain() throws IOException {
    var whole = "<rss><channel>" + notice("One", 1) + notice("Two", 2) + "</channel></rss>";
    Files.writeString(folder.resolve("feed.xml"), whole.substring(0, whole.length() - 40));
    var report = pullFeed();
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("read only up to item 1, the rest is looked for at the next pull");
    assertThat(pullFeed().outcome()).isEqualTo(Outcome.READ);

    Files.writeString(folder.resolve("feed.xml"), whole);
    assertThat(pullFeed().created()).isEqualTo(1);
    assertThat(pullFeed().outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  private void write(String items) throws IOException {
    Files.writeString(
        folder.resolve("feed.xml"),
        "<rss version='2.0'><channel><title>F</title>" + items + "</channel></rss>");
  }

  private PullReport pullFeed() {
    return pulls.pull(source(SourceKind.FEED, folder.resolve("feed.xml")), false, NOW);
  }

  private DeclaredSource source(SourceKind kind, Path address) {
    return GivenSource.of(name, kind, address);
  }
}
