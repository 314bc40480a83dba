package org.courant.document;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The documents that a product wrote into a folder, against the rules of their formats.
public final class FeedFolder {
  private static final Pattern SELF =
      Pattern.compile("rel=\"self\" type=\"[^\"]+\" href=\"([^\"]+)\"");

  private FeedFolder() {}

  /// The rules that are broken, by file.
  public static Map<String, List<String>> broken(Path folder) throws Exception {
    var broken = new TreeMap<String, List<String>>();
    List<Path> files;
    try (var found = Files.list(folder)) {
      files = found.toList();
    }
    for (var file : files) {
      var rules =
          file.toString().endsWith(".json")
              ? JsonRules.broken(Files.readAllBytes(file))
              : FeedRules.broken(
                  Files.readAllBytes(file),
                  location(file),
                  Files.getLastModifiedTime(file).toInstant());
      if (!rules.isEmpty()) {
        broken.put(String.valueOf(file.getFileName()), rules);
      }
    }
    return broken;
  }

  /// Where it says that it stands, if that is under its own name.
  private static String location(Path file) throws Exception {
    var self = SELF.matcher(Files.readString(file));
    var name = "/feeds/" + file.getFileName();
    return self.find() && self.group(1).endsWith(name) ? self.group(1) : name;
  }
}
