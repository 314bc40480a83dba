package org.courant.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.courant.articlefile.ArticleFile;
import org.courant.articlefile.ArticleFileReader;
import org.courant.extract.UnreadableDocument;

/// Finds the articles' files of a folder, as Courant, Jekyll and Hugo lay them out.
final class ArticleFolder {
  private static final int MOST_FILES = 50_000;
  private static final Set<String> NO_ARTICLES =
      Set.of(
          "_site", "_drafts", "_includes", "_layouts", "_data", "_sass", "node_modules", "vendor");
  private static final Set<String> ABOUT_THE_FOLDER =
      Set.of("readme", "license", "licence", "changelog", "contributing", "code_of_conduct");

  private static final List<String> HUGO =
      List.of("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml");

  private ArticleFolder() {}

  /// @param name the path inside the folder, with slashes
  record File(String name, Path path) {

    ArticleFile read(ArticleFileReader reader) throws UnreadableDocument {
      try {
        var size = Files.size(path);
        if (size > ArticleFileReader.LIMIT) {
          throw ArticleFileReader.tooLarge(name, size);
        }
        return reader.read(name, Files.readAllBytes(path));
      } catch (IOException fault) {
        throw new UnreadableDocument(name + " cannot be read: " + fault.getMessage(), fault);
      }
    }
  }

  /// By name.
  ///
  /// @throws IOException with one sentence, if the folder or one below it cannot be read
  static List<File> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException("the folder " + folder.toAbsolutePath() + " is not there");
    }
    var files = new ArrayList<File>();
    Files.walkFileTree(articles(folder), new Finder(folder, files));
    files.sort(Comparator.comparing(File::name));
    return files;
  }

  /// Where the articles are when the folder is a whole site of Jekyll or Hugo.
  private static Path articles(Path folder) {
    if (Files.isDirectory(folder.resolve("_posts"))) {
      return folder.resolve("_posts");
    }
    var hugo = HUGO.stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
    return hugo && Files.isDirectory(folder.resolve("content"))
        ? folder.resolve("content")
        : folder;
  }

  private static final class Finder extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<ArticleFolder.File> files;

    Finder(Path folder, List<ArticleFolder.File> files) {
      this.folder = folder;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      var name = path.getFileName() == null ? "" : path.getFileName().toString();
      var passed = name.startsWith(".") || NO_ARTICLES.contains(name);
      return passed && !path.equals(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && isArticle(path.getFileName().toString())) {
        files.add(
            new ArticleFolder.File(
                folder.relativize(path).toString().replace(java.io.File.separatorChar, '/'), path));
        if (files.size() > MOST_FILES) {
          throw new IOException(folder + " holds more than " + MOST_FILES + " files");
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException fault) throws IOException {
      throw new IOException(path + " cannot be read", fault);
    }
  }

  private static boolean isArticle(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    var dot = lower.lastIndexOf('.');
    return lower.matches("[^._].*\\.(md|markdown|html?)")
        && !ABOUT_THE_FOLDER.contains(lower.substring(0, dot));
  }
}
