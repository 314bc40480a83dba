package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleFilterTests {
  private static final Instant DAY = Instant.parse("2026-11-01T10:00:00Z");
  private static final FiledArticle IRON =
      filed("Iron in pregnancy", "What DOCTORS say of straße and fer.", "en-GB");

  private static FiledArticle filed(String title, String text, String language) {
    var article =
        new Article(
            1,
            "tag:example.org,2026:article/1",
            1,
            URI.create("https://example.org/1"),
            title,
            "",
            "<p>" + text + "</p>",
            text,
            List.of("Ada Lovelace"),
            List.of("research", "pregnancy"),
            List.of("Iron & blood", "Ärzte"),
            null,
            List.of(),
            language,
            DAY,
            DAY,
            null,
            null,
            null);
    return new FiledArticle(article, "blog");
  }

  private static ArticleFilter filter(
      List<String> sections, List<String> tags, List<String> authors, List<String> words) {
    return new ArticleFilter(sections, tags, authors, words, null, null);
  }

  private static boolean finds(String word, FiledArticle article) {
    return filter(List.of(), List.of(), List.of(), List.of(word)).matches(article);
  }

  @Test
  void noConditionMeansEverything() {
    assertThat(ArticleFilter.everything().matches(IRON)).isTrue();
  }

  @Test
  void oneOfTheValuesIsEnough() {
    assertThat(ArticleFilter.section("research").matches(IRON)).isTrue();
    assertThat(ArticleFilter.section("advice").matches(IRON)).isFalse();
    assertThat(
            filter(List.of("advice", "pregnancy"), List.of(), List.of(), List.of()).matches(IRON))
        .isTrue();
    assertThat(filter(List.of(), List.of("ärzte"), List.of(), List.of()).matches(IRON)).isTrue();
    assertThat(filter(List.of(), List.of(), List.of("ADA  LOVELACE"), List.of()).matches(IRON))
        .isTrue();
    assertThat(filter(List.of(), List.of(), List.of("Ada"), List.of()).matches(IRON)).isFalse();
  }

  @Test
  void everyConditionMustHold() {
    assertThat(
            filter(List.of("research"), List.of("Ärzte"), List.of("Ada Lovelace"), List.of("iron"))
                .matches(IRON))
        .isTrue();
    assertThat(
            filter(List.of("research"), List.of("Ärzte"), List.of("Grace Hopper"), List.of("iron"))
                .matches(IRON))
        .isFalse();
  }

  @Test
  void everyWordMustOccurInTitleOrText() {
    assertThat(filter(List.of(), List.of(), List.of(), List.of("iron", "doctor")).matches(IRON))
        .isTrue();
    assertThat(filter(List.of(), List.of(), List.of(), List.of("iron", "nurse")).matches(IRON))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"en, true", "en-GB, true", "EN-gb, true", "en-US, false", "e, false", "de, false"})
  void aLanguageMeansItsRegionsToo(String language, boolean meant) {
    var filter = new ArticleFilter(List.of(), List.of(), List.of(), List.of(), language, null);
    assertThat(filter.matches(IRON)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"blog, true", "partner, false"})
  void aSourceIsItsSite(String site, boolean meant) {
    var filter = new ArticleFilter(List.of(), List.of(), List.of(), List.of(), null, site);
    assertThat(filter.matches(IRON)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "iron, The irons, true",
    "iron, environment, false",
    "IRON, ﬁrst iron, true",
    "strasse, Die Straße, true",
    "ﬁrst, First, true",
    "鉄, 貧血と鉄分, true",
    "iphone, 新iPhoneは, true",
    "مرأة, صحة المرأة, true",
    "महिला, महिलाओं, true",
    "हिला, महिला, false",
    "2026, in 2026 and, true"
  })
  void aWordStandsAtTheBeginningOfAWordOfItsScript(String word, String text, boolean found) {
    assertThat(finds(word, filed("A title", text, "en"))).isEqualTo(found);
  }
}
