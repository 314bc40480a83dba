package org.courant.issue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.courant.CourantTest;
import org.courant.message.RenderedMessage;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// What becomes of a digest that is larger or wider than mail programs show.
@CourantTest
class DigestSizeTests extends Rendering {

  @Test
  void dropsPicturesAndSummariesBeforeItGetsTooLarge() throws Exception {
    var many =
        IntStream.rangeClosed(1, 30)
            .mapToObj(
                i -> article(i, "Title " + i).section("research").summary("word ".repeat(900)))
            .toArray(ArticleDraft[]::new);

    RenderedMessage message = render(many);

    assertThat(message.html().getBytes(UTF_8).length).isLessThan(102_000);
    assertThat(message.html()).contains("Title 30");
  }

  @Test
  void leavesTheLastStoriesToTheWebPageWhenTitlesAloneAreTooLarge() throws Exception {
    var many =
        IntStream.rangeClosed(1, 120)
            .mapToObj(i -> article(i, "Title " + i).section("research"))
            .toArray(ArticleDraft[]::new);
    many[119].sponsor("Fernhill");

    RenderedMessage message = render(many);

    Document page = Jsoup.parse(message.html());
    var shown = page.select("h3").size() + 1;
    assertThat(message.html().getBytes(UTF_8).length).isBetween(80_000, 102_000);
    assertThat(page.select("a[href$=/newsletters/weekly/7]").eachText())
        .contains("And %d more".formatted(120 - shown));
    assertThat(page.text()).contains("Title " + shown).doesNotContain("Title " + (shown + 1));
    assertThat(message.text()).contains("Title 119", "Title 120", "paid for by Fernhill");
  }

  @Test
  void wrapsTextAndNeverBreaksAnAddress() throws Exception {
    RenderedMessage message =
        render(
            article(1, "First")
                .summary("many words here ".repeat(20))
                .url("https://site.test/" + "x".repeat(90)));

    assertThat(message.text().lines().filter(line -> !line.startsWith("http")))
        .allMatch(line -> line.length() <= 72);
    assertThat(message.text()).contains("https://site.test/" + "x".repeat(90));
    assertThat(message.text()).contains("Unsubscribe:\nslotunsubscribe0123");
  }
}
