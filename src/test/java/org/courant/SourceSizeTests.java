package org.courant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SourceSizeTests {
  private static final int LONGEST_FILE = 250;
  private static final int LONGEST_METHOD = 30;
  private static final int MOST_FILES = 30;
  private static final Pattern METHOD = Pattern.compile("^  [^\\s/*@}].*[)\\w] \\{$");

  @Test
  void filesStayShort() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path file : sources(Path.of("src"))) {
      int lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertThat(tooLong).as("files of more than %d lines", LONGEST_FILE).isEmpty();
  }

  /// Text blocks do not count, and neither do nested types' bodies: they stand one level deeper.
  @Test
  void methodsStayShort() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path file : sources(Path.of("src"))) {
      tooLong.addAll(longMethods(file));
    }
    assertThat(tooLong).as("methods of more than %d lines", LONGEST_METHOD).isEmpty();
  }

  @Test
  void modulesStaySmall() throws IOException {
    var tooMany = new ArrayList<String>();
    try (var modules = Files.list(Path.of("src/main/java/org/courant"))) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        int files = sources(module).size();
        if (files > MOST_FILES) {
          tooMany.add(module.getFileName() + ": " + files);
        }
      }
    }
    assertThat(tooMany).as("modules of more than %d files", MOST_FILES).isEmpty();
  }

  private static List<String> longMethods(Path file) throws IOException {
    var found = new ArrayList<String>();
    String name = "";
    int length = -1;
    boolean inText = false;
    for (String line : Files.readAllLines(file)) {
      boolean fence = line.contains("\"\"\"") && !line.matches(".*\"\"\".*\"\"\".*");
      if (METHOD.matcher(line).matches()
          && !line.matches(".*\\b(class|record|interface|enum)\\b.*")) {
        name = line.strip();
        length = 0;
      } else if (line.equals("  }") && length >= 0) {
        if (length > LONGEST_METHOD) {
          found.add("%s: %s %d".formatted(file, name, length));
        }
        length = -1;
      } else if (length >= 0 && !inText && !fence) {
        length++;
      }
      inText = inText ^ fence;
    }
    return found;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".java")).toList();
    }
  }
}
