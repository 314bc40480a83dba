package org.courant.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.courant.CourantTest;
import org.courant.message.RenderedMessage;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

@CourantTest
class DigestRendererTests extends Rendering {

  @Test
  void leadsWithTheFirstStoryAndGroupsTheRestBySection() throws Exception {
    RenderedMessage message =
        render(
            article(1, "Sleep and the heart").section("research"),
            article(2, "Five stretches").section("advice"),
            article(3, "A trial of patience").section("research"));

    Document page = Jsoup.parse(message.html());
    assertThat(message.subject()).isEqualTo("Sleep and the heart, and 2 more");
    assertThat(page.select("h2").eachText())
        .containsExactly("Sleep and the heart", "Research", "Advice");
    assertThat(page.select("h3").eachText())
        .containsExactly("A trial of patience", "Five stretches");
    assertThat(page.expectFirst("h3 a").attr("href")).isEqualTo("https://site.test/3");
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
    assertThat(page.text())
        .contains("The Weekly Test · Issue 7 · 16–23 November 2026", "1 Test Street, Testville");
    assertThat(page.select("a[href=slotunsubscribe0123]").text()).isEqualTo("Unsubscribe");
    assertThat(page.select("a[href=http://courant.test/newsletters/weekly/7]")).isNotEmpty();
    assertThat(message.html()).doesNotContain("fonts.googleapis");
  }

  @Test
  void escapesHostileTextEverywhere() throws Exception {
    var hostile =
        "${1+1} <#assign x=1> </mj-text><mj-raw><script>alert(1)</script></mj-raw> ]]> \" onload=\"x";
    RenderedMessage message =
        render(
            article(1, hostile)
                .image(
                    "https://site.test/a.png?x=\"><script>"
                        .replace("\"><", "%22%3E%3C")
                        .replace("t>", "t%3E"),
                    "\"><script>alert(2)</script>"),
            article(2, hostile + " again\r\nBcc: all@site.test\u0007").summary(hostile));

    Document page = Jsoup.parse(message.html());
    assertThat(page.select("script")).isEmpty();
    assertThat(page.select("[onload]")).isEmpty();
    assertThat(page.expectFirst("h2").text()).isEqualTo(hostile);
    assertThat(page.expectFirst("h3").text()).isEqualTo(hostile + " again Bcc: all@site.test");
    assertThat(page.expectFirst("img").attr("alt")).isEqualTo("\"><script>alert(2)</script>");
    assertThat(message.subject()).startsWith("${1+1} <#assign x=1>").doesNotContain("\n", "\r");
    assertThat(message.text()).contains("${1+1} <#assign x=1>", "</mj-text><mj-raw><script>");
  }

  @Test
  void keepsSensitiveAndPaidTitlesOutOfSubjectAndPreheader() throws Exception {
    RenderedMessage message =
        render(
            article(1, "Bleeding in week nine").section("pregnancy"),
            article(2, "Buy this").sponsor("Acme"),
            article(3, "Sleep and the heart").section("research"),
            article(4, "Retired section").section("gone"));

    Document page = Jsoup.parse(message.html());
    String preheader = page.expectFirst("body > div").text();
    assertThat(message.subject()).isEqualTo("Sleep and the heart, and 3 more");
    assertThat(preheader).doesNotContain("Bleeding", "Buy this", "Retired section");
    assertThat(page.title()).doesNotContain("Bleeding");
    assertThat(page.text()).contains("Bleeding in week nine");
  }

  @Test
  void saysOnlyHowManyWhenEveryTitleIsSensitive() throws Exception {
    RenderedMessage message = render(article(1, "Bleeding in week nine").section("pregnancy"));

    assertThat(message.subject()).isEqualTo("The Weekly Test: 1 new article");
    assertThat(Jsoup.parse(message.html()).expectFirst("body > div").text())
        .doesNotContain("Bleeding");
  }

  @Test
  void namesAnAdvertisementBeforeItsTitleInBothParts() throws Exception {
    RenderedMessage message =
        render(
            article(1, "First").section("research"), article(2, "Buy this").sponsor("Acme & Sons"));

    String label = "Advertisement · paid for by Acme & Sons";
    assertThat(Jsoup.parse(message.html()).text()).containsSubsequence(label, "Buy this");
    assertThat(message.text()).containsSubsequence("[" + label + "]", "Buy this");
  }

  @Test
  void tellsOfCorrectionsInBothParts() throws Exception {
    RenderedMessage message =
        render(
            article(1, "First").section("research"),
            article(2, "Second").correction("It is 5 mg, not 50 mg."));

    assertThat(Jsoup.parse(message.html()).text()).contains("Corrected: It is 5 mg, not 50 mg.");
    assertThat(message.text()).contains("Corrected: It is 5 mg, not 50 mg.");
  }

  /// A rule for a class that no element has does nothing, and dark text stays on a dark ground.
  @Test
  void stylesOnlyWhatIsThere() throws Exception {
    RenderedMessage message =
        render(
            article(1, "First").section("research").summary("Words."),
            article(2, "Paid").sponsor("Fernhill").correction("Not 5 but 6.").section("advice"));

    Document page = Jsoup.parse(message.html());
    var dark =
        page.select("style").stream().map(Element::data).filter(css -> css.contains("dark)"));
    var classes = Pattern.compile("\\.([a-z][\\w-]*)").matcher(dark.findFirst().orElseThrow());
    assertThat(classes.results().map(name -> name.group(1)).distinct())
        .hasSizeGreaterThan(8)
        .allSatisfy(name -> assertThat(page.getElementsByClass(name)).as(name).isNotEmpty());
  }

  @Test
  void refusesATemplateThatDropsTheLabel() throws IOException {
    template(
        "text.ftl",
        "Hello ${slots.unsubscribe} <#list groups as g><#list g.stories as s>${s.title}</#list></#list>");

    assertThatThrownBy(() -> render(article(1, "First"), article(2, "Buy").sponsor("Acme")))
        .isInstanceOf(RenderFailed.class)
        .hasMessage(
            "templates/newsletter/digest/text.ftl leaves out the label \"Advertisement · paid for by Acme\"");
  }

  @Test
  void namesTemplateAndLineOfAFailure() throws IOException {
    template("text.ftl", "one\ntwo ${lead.titel}\n");
    assertThatThrownBy(() -> render(article(1, "First")))
        .isInstanceOf(RenderFailed.class)
        .hasMessageStartingWith("templates/newsletter/digest/text.ftl, line 2: ")
        .hasMessageContaining("lead.titel");

    template("text.ftl", "<#if lead>");
    assertThatThrownBy(() -> render(article(1, "First")))
        .isInstanceOf(RenderFailed.class)
        .hasMessageStartingWith("templates/newsletter/digest/text.ftl, line 1: ");
  }

  @Test
  void givesTemplatesNoClassesAndNoMethods() throws IOException {
    template("text.ftl", "${\"freemarker.template.utility.Execute\"?new()(\"id\")}");
    assertThatThrownBy(() -> render(article(1, "First"))).isInstanceOf(RenderFailed.class);

    template("text.ftl", "${lead.title?api.getClass()}");
    assertThatThrownBy(() -> render(article(1, "First"))).isInstanceOf(RenderFailed.class);
  }

  @Test
  void turnsStoriesOfRightToLeftLanguages() throws Exception {
    RenderedMessage message = render(article(1, "First"), article(2, "صحة القلب").language("ar"));

    var title = Jsoup.parse(message.html()).expectFirst("h3");
    assertThat(title.attr("dir")).isEqualTo("rtl");
    assertThat(title.attr("lang")).isEqualTo("ar");
    assertThat(title.text()).isEqualTo("صحة القلب");
  }

  /// The day stands behind a name that runs the other way: without a mark the year and the day
  /// change places.
  @Test
  void keepsADateInOrderWithinTextOfTheOtherDirection() throws Exception {
    RenderedMessage message =
        render(article(1, "First"), article(2, "صحة القلب").language("ar").author("سلمى الخطيب"));

    var byline = "سلمى الخطيب · \u200e23 November 2026";
    assertThat(Jsoup.parse(message.html()).select("p.soft").eachText()).contains(byline);
    assertThat(message.text().lines()).contains(byline, "Ada Byron · 23 November 2026");
  }

  @Test
  void givesTheSameBytesForTheSameInput() throws Exception {
    assertThat(render(article(1, "First"), article(2, "Second")))
        .isEqualTo(render(article(1, "First"), article(2, "Second")));
  }

  private void template(String name, String source) throws IOException {
    Path file = folder.resolve("newsletter/digest").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
  }
}
