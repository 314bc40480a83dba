package org.courant.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.courant.page.PageReader.Finding;
import org.jsoup.Jsoup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages as seven kinds of programs make them, with all that they put around a text.
class MadePagesTests {
  private static final Path PAGES = Path.of("src/test/resources/page");

  /// A page's file and address; its article's title, date and author; how its text begins and ends.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          magazine | /body/cold-hands | Why cold hands are seldom a circulation problem | 2026-02-11T06:30:00Z | Ines Duarte | Hands grow cold first | a second pair of gloves.
          builder | /schlaf/schicht | Schlaf nach der Schicht | 2026-03-05T06:15:00Z | Jana Kühn | Wer nachts arbeitet | Kein Bildschirm im Bett
          graph | /work/hot-flushes/ | Hot flushes at work: what employers can change | 2026-01-19T10:00:00Z | Dr Amara Okafor | A fan on the desk | no doctor's note.
          microdata | /sante/fer | Le fer, sans culpabilité | 2026-04-02T07:00:00Z | Maud Perrin | Les lentilles | avant tout complément.
          plain | /walking.html | Walking after forty | 2026-02-01T00:00:00Z | | Three brisk walks | whatever the weather.
          spa | /coil | Five questions about the coil | 2026-05-06T00:00:00Z | Lena Holm | Does it hurt? | before you pull.
          live | /heat | Heat in the city: what we know | 2026-07-01T05:00:00Z | | The city opens | does not recover.
          """)
  void aPagesArticleIsItsTextAndNothingElse(ArgumentsAccessor made) throws IOException {
    var address = URI.create("https://made.example" + made.getString(1));
    var body = Files.readAllBytes(PAGES.resolve(made.getString(0) + ".html"));
    var found =
        PageReader.read(
            body, "text/html; charset=utf-8", address, new SitePage(address, null, null, null));

    assertThat(found).isInstanceOf(Finding.Article.class);
    var item = ((Finding.Article) found).item();
    assertThat(item.title()).isEqualTo(made.getString(2));
    assertThat(item.published()).isEqualTo(Instant.parse(made.getString(3)));
    assertThat(item.authors()).isEqualTo(Stream.ofNullable(made.getString(4)).toList());
    var text = Jsoup.parse(String.valueOf(item.html())).text();
    assertThat(text).startsWith(made.getString(5)).endsWith(made.getString(6));
    assertThat(text)
        .doesNotContainIgnoringCase("cookie")
        .doesNotContainIgnoringCase("to top")
        .doesNotContainIgnoringCase("share")
        .doesNotContainIgnoringCase("newsletter")
        .doesNotContainIgnoringCase("advert")
        .doesNotContain("Publicité", "Nach oben", "Cool drinks", "gloves we tried");
  }
}
