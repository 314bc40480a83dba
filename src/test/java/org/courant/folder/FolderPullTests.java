package org.courant.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.source.DeclaredSource;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.PullReport.Outcome;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class FolderPullTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final String name = "folder-" + UUID.randomUUID();
  @TempDir private Path folder;

  private final Pulls pulls;
  private final Ledger ledger;
  private final JdbcClient jdbc;

  @Autowired
  FolderPullTests(Pulls pulls, Ledger ledger, JdbcClient jdbc) {
    this.pulls = pulls;
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  @Test
  void recordsEachFileOnceAndWhatChanged() throws IOException {
    write("a.md", "a", "Text");
    write("b.md", "b", "Text");

    assertThat(pull()).isEqualTo("READ new 2 changed 0 unchanged 0 withdrawn 0 failed 0");
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 2 withdrawn 0 failed 0");
    write("b.md", "b", "Other text");
    assertThat(pull()).isEqualTo("READ new 0 changed 1 unchanged 1 withdrawn 0 failed 0");
    assertThat(guids()).containsExactlyInAnyOrder("a", "b");
    assertThat(runs()).containsExactly("READ 2", "READ 0", "READ 0");
  }

  @Test
  void aMissingFileWithdrawsItsArticleAndItsReturnBringsItBack() throws IOException {
    write("a.md", "a", "Text");
    write("b.md", "b", "Text");
    pull();

    Files.delete(folder.resolve("b.md"));
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 1 withdrawn 1 failed 0");
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 1 withdrawn 0 failed 0");
    assertThat(guids()).containsExactly("a");

    write("b.md", "b", "Text");
    assertThat(pull()).isEqualTo("READ new 0 changed 1 unchanged 1 withdrawn 0 failed 0");
    assertThat(guids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void moreThanAFifthIsHeldUntilAPersonAllowsIt() throws IOException {
    for (var i = 0; i < 8; i++) {
      write(i + ".md", "id-" + i, "Text");
    }
    pull();
    Files.delete(folder.resolve("0.md"));
    Files.delete(folder.resolve("1.md"));

    var held = pulls.pull(source(), false, NOW);
    assertThat(held.outcome()).isEqualTo(Outcome.HELD);
    assertThat(held.withdrawn()).isZero();
    assertThat(held.problems().getFirst())
        .startsWith("2 of 8 articles have no file any more, such as 0.md; none is withdrawn until")
        .contains("--allow-withdrawals");
    assertThat(guids()).hasSize(8);

    assertThat(pulls.pull(source(), true, NOW).withdrawn()).isEqualTo(2);
    assertThat(guids()).hasSize(6);
  }

  @Test
  void aFolderThatIsGoneWithdrawsNothingAndComesBack() throws IOException {
    write("a.md", "a", "Text");
    pull();
    var away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);

    var failed = pulls.pull(source(), false, NOW);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.problems())
        .containsExactly(
            "the folder " + folder + " is not there; its articles stay, it is tried again");
    assertThat(guids()).containsExactly("a");

    Files.move(away, folder);
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 1 withdrawn 0 failed 0");
  }

  @Test
  void oneBadFileIsNamedAndStopsNoOther() throws IOException {
    write("a.md", "a", "Text");
    Files.writeString(folder.resolve("b.md"), "---\ndate: 2026-01-01\n---\nNo title");
    Files.writeString(folder.resolve("c.md"), "---\ntitle: C\ndate: 2026-02-31\n---\n");
    Files.writeString(folder.resolve("d.md"), "# D\n" + "x".repeat(5 * 1024 * 1024));
    write("e.md", "e", "Text");

    var report = pulls.pull(source(), false, NOW);
    assertThat(line(report)).isEqualTo("READ new 2 changed 0 unchanged 0 withdrawn 0 failed 3");
    assertThat(report.problems())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("b.md has no title"),
            second -> assertThat(second).startsWith("c.md: `date: 2026-02-31` is no date"),
            third -> assertThat(third).startsWith("d.md has 5.1 MB"));

    write("b.md", "b", "Mended");
    assertThat(line(pulls.pull(source(), false, NOW)))
        .isEqualTo("READ new 1 changed 0 unchanged 2 withdrawn 0 failed 2");
  }

  @Test
  void aFileThatCannotBeReadAnyMoreKeepsItsArticle() throws IOException {
    write("a.md", "a", "Text");
    pull();
    Files.writeString(folder.resolve("a.md"), "---\ntitle: [broken\n---\n");

    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 0 withdrawn 0 failed 1");
    assertThat(guids()).containsExactly("a");
  }

  @Test
  void twoFilesWithOneIdAreBothNamedAndTheFirstIsKept() throws IOException {
    write("one.md", "same", "First");
    write("two.md", "same", "Second");

    var report = pulls.pull(source(), false, NOW);
    assertThat(report.created()).isEqualTo(1);
    assertThat(report.problems())
        .containsExactly("two.md has the id `same` of one.md: one.md is kept and two.md left out");
  }

  @Test
  void draftsAreSkippedAndWithdrawnItemsWithdraw() throws IOException {
    write("a.md", "a", "Text");
    Files.writeString(folder.resolve("draft.md"), "---\ntitle: D\ndraft: true\n---\n");
    assertThat(pull()).isEqualTo("READ new 1 changed 0 unchanged 0 withdrawn 0 failed 0");

    Files.writeString(
        folder.resolve("a.md"), "---\nid: a\ntitle: A\ndate: 2026-01-01\nwithdrawn: true\n---\n");
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 0 withdrawn 1 failed 0");
    assertThat(guids()).isEmpty();
  }

  @Test
  void twoSourcesOfOneSiteDoNotWithdrawEachOthersArticles() throws IOException {
    write("a.md", "a", "Text");
    pull();
    var other = Files.createDirectories(folder.resolve(".other"));
    Files.writeString(other.resolve("b.md"), "---\nid: b\ntitle: B\ndate: 2026-01-01\n---\n");
    pulls.pull(GivenSource.of(name + "-2", SourceKind.FOLDER, other, name, null), false, NOW);

    assertThat(guids()).containsExactlyInAnyOrder("a", "b");
    assertThat(pull()).isEqualTo("READ new 0 changed 0 unchanged 1 withdrawn 0 failed 0");
    assertThat(guids()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void theBackCatalogueIsEligibleOnlyFromTheDayThatIsDeclared() throws IOException {
    write("a.md", "a", "Text");
    pulls.pull(source(), false, NOW);
    write("late.md", "late", "Text");
    pulls.pull(source(), false, NOW.plusSeconds(60));
    assertThat(eligible(name)).containsExactly("late");

    var declared = source(name + "-from", LocalDate.parse("2025-12-31"));
    pulls.pull(declared, false, NOW);
    assertThat(eligible(name + "-from")).containsExactlyInAnyOrder("a", "late");
  }

  private void write(String file, String id, String text) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "---\nid: %s\ntitle: Title of %s\ndate: 2026-01-01\n---\n%s\n".formatted(id, id, text));
  }

  private DeclaredSource source() {
    return source(name, null);
  }

  private DeclaredSource source(String called, @Nullable LocalDate digestFrom) {
    return GivenSource.of(called, SourceKind.FOLDER, folder, null, digestFrom);
  }

  private String pull() {
    return line(pulls.pull(source(), false, NOW));
  }

  private static String line(PullReport report) {
    return "%s new %d changed %d unchanged %d withdrawn %d failed %d"
        .formatted(
            report.outcome(),
            report.created(),
            report.changed(),
            report.unchanged(),
            report.withdrawn(),
            report.failed());
  }

  private List<String> guids() {
    return ledger.present(name).stream().map(Presence::guid).toList();
  }

  private List<String> eligible(String site) {
    var eligible = jdbc.sql("select article_id from article_candidate").query(Long.class).list();
    return ledger.present(site).stream()
        .filter(presence -> eligible.contains(presence.articleId()))
        .map(Presence::guid)
        .toList();
  }

  private List<String> runs() {
    return jdbc.sql("select outcome, created from source_run where source = :name order by id")
        .param("name", name)
        .query((rs, _) -> rs.getString("outcome") + " " + rs.getInt("created"))
        .list();
  }
}
