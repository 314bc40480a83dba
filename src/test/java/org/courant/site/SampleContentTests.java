package org.courant.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The sample publication is what newcomers see first, so it is held to what it shows.
class SampleContentTests {
  private static final Path DEMO = Path.of("config", "demo");
  private static final int MOST_PICTURE_BYTES = 60 * 1024;

  @Test
  void holdsEveryKindOfArticle() throws IOException {
    var articles = matter("articles");

    assertThat(articles).hasSizeGreaterThanOrEqualTo(16);
    assertThat(articles).extracting(one -> one.get("id")).doesNotHaveDuplicates();
    assertThat(articles).extracting(one -> one.get("url")).doesNotHaveDuplicates();
    assertThat(articles)
        .allSatisfy(one -> assertThat(one).containsKeys("title", "summary", "date", "sections"))
        .allSatisfy(one -> assertThat((String) one.get("url")).startsWith("/demo/site/"))
        .anySatisfy(one -> assertThat(one).containsKey("sponsor"))
        .anySatisfy(one -> assertThat(one).containsKey("correction"))
        .anySatisfy(one -> assertThat(one).containsEntry("withdrawn", true))
        .anySatisfy(one -> assertThat(one).containsEntry("draft", true))
        .anySatisfy(one -> assertThat(one).containsEntry("language", "ar"));
  }

  @Test
  void filesEveryArticleUnderDeclaredSections() throws IOException {
    var courant = (Map<?, ?>) configuration(Files.readString(DEMO.resolve("application.yaml")));
    var sections = new ArrayList<Object>();
    for (Object one : (List<?>) Objects.requireNonNull(courant.get("sections"))) {
      sections.add(((Map<?, ?>) one).get("slug"));
    }

    for (var article : matter("articles")) {
      var filed = new ArrayList<Object>((List<?>) Objects.requireNonNull(article.get("sections")));
      assertThat(sections).containsAll(filed);
    }
  }

  @Test
  void showsPicturesThatAMailCanCarry() throws IOException {
    for (var article : matter("articles")) {
      if (article.get("image") instanceof Map<?, ?> image) {
        var name = Path.of((String) image.get("url")).getFileName().toString();
        assertThat(name).endsWith(".png");
        assertThat(DEMO.resolve("images").resolve(name)).exists();
        assertThat(Files.size(DEMO.resolve("images").resolve(name)))
            .as(name)
            .isLessThan(MOST_PICTURE_BYTES);
        assertThat((String) image.get("alt")).isNotBlank();
      }
    }
  }

  /// Each line that starts with "#" and no space is a setting switched off.
  @Test
  void theOperatorsTemplateIsValidWithEverySettingSwitchedOn() throws IOException {
    var template = Files.readString(Path.of("config", "application.yaml"));
    var full = template.replaceAll("(?m)^( *)#(?=\\S)", "$1");

    assertThat(configuration(template)).isInstanceOf(Map.class);
    assertThat((Map<?, ?>) configuration(full))
        .extracting(Map::keySet)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.COLLECTION)
        .containsExactlyInAnyOrder(
            "publication",
            "sections",
            "newsletters",
            "sources",
            "feeds",
            "campaigns",
            "issues",
            "relays",
            "pacing",
            "delivery",
            "breaker",
            "dkim",
            "smtp",
            "hub");
  }

  private static List<Map<String, Object>> matter(String folder) throws IOException {
    var found = new ArrayList<Map<String, Object>>();
    try (var files = Files.list(DEMO.resolve(folder))) {
      for (var file : files.collect(Collectors.toList())) {
        found.add(yaml().load(Files.readString(file).split("(?m)^---$", 3)[1]));
      }
    }
    return found;
  }

  private static Object configuration(String text) {
    Map<String, Object> all = yaml().load(text);
    return Objects.requireNonNull(all.get("courant"));
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}
