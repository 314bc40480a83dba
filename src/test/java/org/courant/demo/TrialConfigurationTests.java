package org.courant.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.courant.command.StartFailure;
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
  void takesTheAddressOfAFeed() throws IOException {
    assertThat(written("https://news.example.org/feed?x=1"))
        .contains(
            "kind: feed", "\"https://news.example.org/feed?x=1\"", "title: \"news.example.org\"");
  }

  @Test
  void saysWhatItNeedsWhenItGetsNeither() {
    assertThatThrownBy(() -> TrialConfiguration.write("nowhere-to-be-found", folder))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("\"nowhere-to-be-found\"", "feed", "folder");
  }

  private String written(String source) throws IOException {
    return Files.readString(TrialConfiguration.write(source, folder).resolve("application.yaml"));
  }
}
