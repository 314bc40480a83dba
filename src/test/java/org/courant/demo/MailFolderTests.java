package org.courant.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTests {
  @TempDir private Path parent;

  @Test
  void keepsEachMailAndShowsARepetition() throws IOException {
    var folder = new MailFolder(parent.resolve("mail"));
    folder.keep("Ada@Example.org", "one".getBytes(UTF_8));
    folder.keep("ada@example.org", "two".getBytes(UTF_8));
    assertThat(folder.page(0, 10))
        .containsExactlyInAnyOrder("ada@example.org.eml", "ada@example.org--2.eml");
    assertThat(folder.open("ada@example.org.eml"))
        .get()
        .satisfies(mail -> assertThat(mail).hasContent("one"));
  }

  @Test
  void givesNoFileOutsideIt() throws IOException {
    var folder = new MailFolder(parent.resolve("mail"));
    java.nio.file.Files.writeString(parent.resolve("private.eml"), "not a mail");
    assertThat(folder.open("../private.eml")).isEmpty();
    assertThat(folder.open("missing.eml")).isEmpty();
  }

  @Test
  void namesFilesSafelyWhateverTheAddress() throws IOException {
    var folder = new MailFolder(parent.resolve("mail"));
    folder.keep("../../x/y@example.org", "one".getBytes(UTF_8));
    assertThat(folder.page(0, 10)).containsExactly(".._.._x_y@example.org.eml");
  }
}
