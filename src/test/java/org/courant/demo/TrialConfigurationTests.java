package org.courant.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class TrialConfigurationTests {
  @TempDir private Path folder;

  @Test
  void takesAFolderWithAnyName() throws IOException {
    Path posts = Files.createDirectory(folder.resolve("my \"posts\": ${home} #1"));
    String yaml = written(posts.toString());
    assertThat(new Yaml().<Object>load(yaml)).isNotNull();
    assertThat(yaml).contains("kind: folder").doesNotContain("${home}");
  }

  @Test
  void writesWhatTheSourceSaysOfItself() throws IOException {
    var source =
        new TrialSource(
            "as given", "feed", "https://news.example.org/feed?x=1", "The \"News\"", "pt-BR");
    Path written = TrialConfiguration.write(source, folder);
    assertThat(Files.readString(written.resolve("application.yaml")))
        .contains("kind: feed", "\"https://news.example.org/feed?x=1\"")
        .contains("title: \"The \\\"News\\\"\"", "language: \"pt-BR\"");
  }

  private String written(String source) throws IOException {
    return Files.readString(
        TrialConfiguration.write(TrialSource.of(source), folder).resolve("application.yaml"));
  }
}
