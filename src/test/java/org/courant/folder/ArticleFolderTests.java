package org.courant.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleFolderTests {
  @TempDir private Path folder;

  @Test
  void findsArticlesByNameAndPassesOverTheRest() throws IOException {
    write("b.md", "a.html", "sub/c.markdown", "README.md", "_index.md", ".hidden.md", "notes.txt");
    write(".git/x.md", "node_modules/y.md", "_drafts/z.md");

    assertThat(names()).containsExactly("a.html", "b.md", "sub/c.markdown");
  }

  @Test
  void ofAWholeSiteItTakesThePosts() throws IOException {
    write("index.md", "about.md", "_posts/2020-01-02-a.md");

    assertThat(names()).containsExactly("_posts/2020-01-02-a.md");
  }

  @Test
  void ofAHugoSiteItTakesTheContent() throws IOException {
    write("hugo.toml", "archetypes/default.md", "content/posts/a.md");

    assertThat(names()).containsExactly("content/posts/a.md");
  }

  @Test
  void aFolderThatIsGoneIsNamed() {
    var gone = folder.resolve("gone");

    assertThatIOException()
        .isThrownBy(() -> ArticleFolder.files(gone))
        .withMessage("the folder " + gone + " is not there");
  }

  private void write(String... names) throws IOException {
    for (var name : names) {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "# " + name);
    }
  }

  private List<String> names() throws IOException {
    return ArticleFolder.files(folder).stream().map(ArticleFolder.File::name).toList();
  }
}
