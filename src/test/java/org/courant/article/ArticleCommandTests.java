package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.courant.article.ItemDraft.DAY;
import static org.courant.article.ItemDraft.item;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.courant.CourantTest;
import org.courant.feed.FeedTopics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

@CourantTest
class ArticleCommandTests extends LedgerReading {
  /// Later than other tests' articles, so that the feed shows this one.
  private static final Instant PUBLISHED = Instant.parse("2098-07-01T08:00:00Z");

  private static final Instant NOW = DAY.plus(Duration.ofDays(2));

  @Autowired private AdminActs acts;
  @Autowired private ArticleHistory history;
  @Autowired private FeedTopics feeds;

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void correctsWithdrawsAndRestoresWhatTheFeedsShow() {
    record(
        item("command", "c1", "/command").titled("Commanded").filed("advice").published(PUBLISHED),
        PUBLISHED);

    assertThat(run("correct", "https://example.org/command", "--note", "The dose is 5 mg."))
        .isZero();
    assertThat(out.toString()).contains("Corrected: Commanded, tag:courant.test,2026:article/");
    assertThat(feed()).contains("Commanded", "The dose is 5 mg.");

    assertThat(run("withdraw", "c1", "--reason", "An author asked.", "--yes")).isZero();
    assertThat(feed()).doesNotContain("<title>Commanded</title>");

    assertThat(run("restore", only("command").uri())).isZero();
    assertThat(feed()).contains("<title>Commanded</title>");

    assertThat(run("correct", "c1", "--remove")).isZero();
    assertThat(feed()).doesNotContain("The dose is 5 mg.");

    out.getBuffer().setLength(0);
    assertThat(run("show", "c1")).isZero();
    assertThat(out.toString())
        .contains(
            "site command, published",
            "1  2098-07-01T08:00:00Z  content by its source: Commanded",
            "2  2026-11-03T10:00:00Z  corrected by an admin: The dose is 5 mg.",
            "3  2026-11-03T10:00:00Z  withdrawn by an admin: An author asked.",
            "4  2026-11-03T10:00:00Z  restored by an admin: Commanded");
  }

  @Test
  void withdrawsNothingThatNobodyAgreedTo() {
    record(item("unasked", "u1", "/unasked"), NOW);
    assertThat(run("withdraw", "u1", "--reason", "A slip.")).isEqualTo(1);
    assertThat(errors.toString()).contains("Nobody can be asked here: add --yes.");
    assertThat(only("unasked").withdrawnAt()).isNull();
  }

  @Test
  void listsThemWhenSeveralAreMeant() {
    record(item("twin-a", "twin", "/twin").titled("One"), NOW);
    record(item("twin-b", "twin", "/twin").titled("Other"), NOW);

    assertThat(run("withdraw", "twin", "--reason", "Which?", "--yes")).isEqualTo(1);
    assertThat(errors.toString()).contains("Several articles are known by \"twin\"");
    assertThat(out.toString()).contains("site twin-a, published", "site twin-b, published");
    assertThat(only("twin-a").withdrawnAt()).isNull();

    assertThat(run("show", only("twin-b").uri())).isZero();
  }

  @Test
  void aWrongCallSaysWhatToDo() {
    assertThat(run("show", "nothing-of-that-name")).isEqualTo(1);
    assertThat(errors.toString()).contains("No article is known by \"nothing-of-that-name\"");
    assertThat(run("correct", "x")).isEqualTo(2);
    assertThat(run("correct", "x", "--note", "Both.", "--remove")).isEqualTo(2);
    assertThat(run("correct", "x", "--note", " ")).isEqualTo(2);
    assertThat(run("withdraw", "x", "--reason", " ", "--yes")).isEqualTo(2);
    assertThat(run("withdraw", "x", "--yes")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void restoringWhatTheSourceWithdrewSaysThatItMayGoAgain() {
    record(item("again", "again-1", "/again"), NOW);
    record(item("again", "again-1", "/again").withdrawn(), NOW);
    assertThat(run("restore", "again-1")).isZero();
    assertThat(errors.toString()).contains("Its source withdrew it");
    assertThat(only("again").withdrawnAt()).isNull();
    assertThat(run("restore", "again-1")).isZero();
    assertThat(out.toString()).contains("Nothing changes: it is not withdrawn");
  }

  private String feed() {
    var topic = feeds.read("http://courant.test/feeds/advice.rss").orElseThrow();
    return new String(topic.content(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private int run(String... arguments) {
    var command =
        new ArticleCommand(
            () -> history, () -> acts, () -> ledger, () -> Clock.fixed(NOW, ZoneOffset.UTC));
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
