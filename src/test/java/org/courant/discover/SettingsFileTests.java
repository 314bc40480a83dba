package org.courant.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.courant.discover.SettingsFile.NotWritten;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTests {
  private static final String ITEM =
      "    - name: blog\n      kind: feed\n      address: \"https://x.example/feed\"\n";

  @TempDir private Path folder;

  @Test
  void addsTheFirstSourceAndLeavesTheRestAsItStands() throws IOException, NotWritten {
    var shipped = Files.readString(Path.of("config/application.yaml"));

    assertThat(added(shipped))
        .isEqualTo(shipped.replaceFirst("courant:\n", "courant:\n  sources:\n" + ITEM));
  }

  @Test
  void addsAnotherSourceBesideThoseThatAreThere() throws IOException, NotWritten {
    var text =
        "courant:\n  sources: # ours\n    # the first\n    - name: a\n      kind: feed\n  hub:\n    timeout: 5s\n";

    assertThat(added(text)).isEqualTo(text.replace("# ours\n", "# ours\n" + ITEM));
  }

  @Test
  void beginsAnEmptyFile() throws IOException, NotWritten {
    assertThat(added("")).isEqualTo("courant:\n  sources:\n" + ITEM);
  }

  @Test
  void writesNothingIntoAFileOfAnotherMake() throws IOException {
    for (var text :
        new String[] {
          "courant:\n  sources: [ { name: a, kind: feed } ]\n",
          "courant:\n    sources:\n        - name: a\n",
          "courant: {}\n",
          "courant: [\n",
          "courant:\n  sources:\n    - name: blog\n"
        }) {
      var file = Files.writeString(folder.resolve("other.yaml"), text);

      assertThatThrownBy(() -> SettingsFile.add(file, "blog", ITEM))
          .as(text)
          .isInstanceOf(NotWritten.class);
      assertThat(file).hasContent(text);
    }
  }

  private String added(String text) throws IOException, NotWritten {
    var file = Files.writeString(folder.resolve("application.yaml"), text);
    SettingsFile.add(file, "blog", ITEM);
    return Files.readString(file);
  }
}
