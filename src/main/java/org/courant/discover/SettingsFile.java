package org.courant.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Adds a source to a settings file and leaves everything else in it as it stands, its comments
/// too.
final class SettingsFile {
  private static final Pattern SOURCES = Pattern.compile("  sources:\\s*(?:#.*)?");
  private static final Pattern COURANT = Pattern.compile("courant:\\s*(?:#.*)?");

  private SettingsFile() {}

  /// Nothing was written. The message is one sentence for an operator.
  static final class NotWritten extends Exception {
    private static final long serialVersionUID = 1L;

    NotWritten(String message) {
      super(message);
    }
  }

  /// @param item the source's lines, as an item of the list `sources`
  static void add(Path file, String name, String item) throws NotWritten {
    try {
      var before = Files.readString(file);
      var known = sources(before);
      if (known.stream().anyMatch(source -> name.equals(source.get("name")))) {
        throw new NotWritten("%s already has a source named %s".formatted(file, name));
      }
      var after = added(before, item);
      if (!holds(after, known)) {
        throw new NotWritten(
            "%s has its sources in a form that cannot be added to; paste the lines there"
                .formatted(file));
      }
      var draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, after);
      Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException fault) {
      throw new NotWritten("%s cannot be changed: %s".formatted(file, fault.getMessage()));
    } catch (YAMLException _) {
      throw new NotWritten("%s is no YAML that can be read".formatted(file));
    }
  }

  /// What was there must still be there: a file of another make is not for us to mend.
  private static boolean holds(String text, List<Map<?, ?>> known) {
    try {
      var sources = sources(text);
      return sources.size() == known.size() + 1 && sources.containsAll(known);
    } catch (YAMLException _) {
      return false;
    }
  }

  private static String added(String text, String item) {
    var lines = new ArrayList<>(text.lines().toList());
    for (var i = 0; i < lines.size(); i++) {
      if (SOURCES.matcher(lines.get(i)).matches()) {
        lines.add(i + 1, item.stripTrailing());
        return String.join("\n", lines) + "\n";
      }
    }
    for (var i = 0; i < lines.size(); i++) {
      if (COURANT.matcher(lines.get(i)).matches()) {
        lines.add(i + 1, "  sources:\n" + item.stripTrailing());
        return String.join("\n", lines) + "\n";
      }
    }
    return text.stripTrailing() + (text.isBlank() ? "" : "\n") + "courant:\n  sources:\n" + item;
  }

  private static List<Map<?, ?>> sources(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var settings = new Yaml(new SafeConstructor(options)).<Object>load(text);
    var found = new ArrayList<Map<?, ?>>();
    if (settings instanceof Map<?, ?> all
        && all.get("courant") instanceof Map<?, ?> courant
        && courant.get("sources") instanceof List<?> sources) {
      for (var source : sources) {
        if (source instanceof Map<?, ?> one) {
          found.add(one);
        }
      }
    }
    return found;
  }
}
