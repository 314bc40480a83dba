package org.courant.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Other people's feeds to try the reader on, where there are some: a folder with the folders
/// `real-feeds` and `gofeed` (the test data of mmcdole/gofeed), named by the system property
/// `courant.corpora` or the environment variable `COURANT_CORPORA`.
final class Corpora {

  static final String ABSENT =
      "skipped: no corpora; name their folder by -Dcourant.corpora or COURANT_CORPORA";

  private Corpora() {}

  static Optional<Path> folder() {
    var named = System.getProperty("courant.corpora", System.getenv("COURANT_CORPORA"));
    return Optional.ofNullable(named)
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  static List<Path> files(Path folder, String ending) throws IOException {
    try (var found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
