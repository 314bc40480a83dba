package org.courant.subscriber;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.delivery.Suppressions;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class ReadersTests {
  @Autowired private Readers readers;
  @Autowired private JdbcClient jdbc;
  @Autowired private Suppressions suppressions;
  @Autowired private AddressKeys keys;

  @TempDir private Path folder;
  private final List<String> refused = new ArrayList<>();

  @Test
  void changesNothingWithoutCommit() throws IOException {
    var file = file("address,name\nada@dry.example,Ada\n");

    assertThat(take(file, false)).isEqualTo(new ImportReport(1, 1, 1, 0, 0, List.of()));
    assertThat(known("%@dry.example")).isEmpty();
  }

  @Test
  void takesQuotesByteOrderMarkSemicolonsAndTopicsByAnyName() throws IOException {
    var file =
        file(
            "\uFEFFEmail;Name;Topics;Zone;Language;Joined\r\n"
                + "ada@full.example;\"Ada \"\"the\"\" first; Countess\";Science|pregnancy;Asia/Kolkata;pt-br;2026-01-31\r\n");

    assertThat(take(file, true).joined()).isEqualTo(1);
    assertThat(known("%@full.example"))
        .containsExactly(
            "ada@full.example, Ada \"the\" first; Countess, pt-BR, Asia/Kolkata,"
                + " {pregnancy,research}, 2026-01-31");
  }

  @Test
  void takesNamesThatMeanSomethingToTheDatabase() throws IOException {
    take(file("address,name\nada@copy.example,Ada \\N \\t \\. {}\n"), true);

    assertThat(known("%@copy.example"))
        .containsExactly("ada@copy.example, Ada \\N \\t \\. {}, {}, 2026-11-23");
  }

  @Test
  void changesNothingTheSecondTime() throws IOException {
    var file =
        file("address,name,topics\nada@again.example,Ada,research\nbob@again.example,Bob,\n");
    take(file, true);
    var before = known("%@again.example");

    var again = file("address,name,topics\nada@again.example,Eve,pregnancy\nbob@again.example,,\n");
    assertThat(take(again, true)).isEqualTo(new ImportReport(2, 0, 0, 2, 0, List.of()));
    assertThat(known("%@again.example")).isEqualTo(before).hasSize(2);
  }

  @Test
  void refusesEachBadRowWithItsLineAndReasonAndTakesTheRest() throws IOException {
    var file =
        file(
            """
            address,name,language,zone,topics,joined,shoe size
            ada@bad.example,Ada,,,,,
            not an address,,,,,,
            ADA@bad.example,Twin,,,,,
            eve@bad.example,"Eve\r
            Bcc: all@bad.example",,,,,
            zed@bad.example,,,Mars/Olympus,,,
            tom@bad.example,,,,astrology,,
            kim@bad.example,,x_,,,,
            lea@bad.example,,,,,yesterday,
            short@bad.example
            ,,,,,,
            """);

    ImportReport report = take(file, true);

    assertThat(report).isEqualTo(new ImportReport(10, 1, 1, 0, 9, List.of("shoe size")));
    assertThat(refused)
        .containsExactly(
            "line 3: The address \"not an address\" has a space or control character in it",
            "line 4: ADA@bad.example: the address already stands in line 2",
            "line 5: eve@bad.example: the name has a line break in it",
            "line 7: zed@bad.example: \"Mars/Olympus\" is no time zone such as Europe/Paris",
            "line 8: tom@bad.example: \"astrology\" is no topic here; known are: research,"
                + " pregnancy, advice",
            "line 9: kim@bad.example: \"x_\" is no language tag such as en or pt-BR",
            "line 10: lea@bad.example: \"yesterday\" is no date such as 2026-05-31 or"
                + " 2026-05-31T08:00:00Z",
            "line 11: short@bad.example: fields in the row: 1, in the first line: 7",
            "line 12: the address is empty");
    assertThat(known("%@bad.example")).hasSize(1);
  }

  @Test
  void neverBringsBackWhoLeftOrIsSuppressed() throws IOException {
    suppressions.suppress(
        keys.of(MailAddress.parse("Gone@never.example")),
        null,
        Suppressions.Reason.ERASED,
        TestClock.START);
    take(file("address\nleft@never.example\n"), true);
    jdbc.sql(
            """
            update subscription set status = 'LEFT', left_at = joined_at
            where subscriber = (select id from subscriber where address = 'left@never.example')
            """)
        .update();

    var file = file("address\nleft@never.example\ngone@never.example\n");
    assertThat(take(file, true)).isEqualTo(new ImportReport(2, 0, 0, 0, 2, List.of()));
    assertThat(refused)
        .containsExactly(
            "line 2: left@never.example: the reader left this newsletter; a file does not bring them"
                + " back",
            "line 3: gone@never.example: the address is not to be mailed; a file does not change"
                + " that");
  }

  @Test
  void saysWhatIsWrongWithAWholeFile() throws IOException {
    assertUnusable(file("name,phone\nAda,1\n"), "names no column \"address\"");
    assertUnusable(file(""), "it is empty");
    assertUnusable(file("address,name\na@b.example,\"Ada\n"), "it is no CSV");
    assertUnusable(folder.resolve("missing.csv"), "there is no such file");
    Path latin = folder.resolve("latin.csv");
    Files.writeString(latin, "address,name\nzoe@latin.example,Zoë\n", ISO_8859_1);
    assertUnusable(latin, "it is not UTF-8");
  }

  @Test
  void keepsWhatProvesTheConsent() throws IOException {
    take(file("address\nada@proof.example\n"), true);

    assertThat(
            jdbc.sql(
                    """
                    select e.evidence from consent_event e join subscriber s on s.id = e.subscriber
                    where s.address = 'ada@proof.example' and e.kind = 'IMPORTED'
                    """)
                .query(String.class)
                .single())
        .matches("file readers\\.csv, sha-256 [0-9a-f]{64}");
  }

  @Test
  void addsMadeUpReadersOnce() {
    assertThat(readers.addMadeUp("weekly", 7001, TestClock.START)).isEqualTo(7001);
    assertThat(readers.addMadeUp("weekly", 7001, TestClock.START)).isZero();
    jdbc.sql(
            "update subscription set status = 'LEFT', left_at = joined_at where subscriber in (select id from subscriber where address like '%@readers.example')")
        .update();
  }

  private void assertUnusable(Path file, String message) {
    assertThatThrownBy(() -> take(file, true))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining(message);
  }

  private ImportReport take(Path file, boolean commit) {
    refused.clear();
    return readers.importFile(
        file, "weekly", commit, row -> refused.add(row.toString()), TestClock.START);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("readers.csv"), text);
  }

  private List<String> known(String addresses) {
    return jdbc.sql(
            """
            select concat_ws(', ', address, name, language, zone, topics::text,
                             (joined_at at time zone 'UTC')::date) as known
            from newsletter_reader where address like :addresses order by address
            """)
        .param("addresses", addresses)
        .query((rs, _) -> java.util.Objects.requireNonNull(rs.getString("known")))
        .list();
  }
}
