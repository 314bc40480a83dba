package org.courant.articlefile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.courant.extract.UnreadableDocument;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// YAML 1.1 without its surprises: no types but text, lists and maps, few aliases, little depth,
/// one value a key.
final class Yaml {

  private static final int LONGEST = 256 * 1024;

  private Yaml() {}

  static Map<String, @Nullable Object> read(String fileName, String text)
      throws UnreadableDocument {
    try {
      return switch (loader().load(text)) {
        case null -> Map.of();
        case Map<?, ?> map -> named(map);
        default -> throw new UnreadableDocument(fileName + ": the front matter is no list of keys");
      };
    } catch (MarkedYAMLException fault) {
      var mark = fault.getProblemMark();
      // The mark counts from 0 and the first line is the `---`.
      var line = mark == null ? "" : " in line " + (mark.getLine() + 2);
      throw new UnreadableDocument(
          "%s: the front matter is no YAML%s: %s (a text with `: ` or `#` needs quotes)"
              .formatted(fileName, line, fault.getProblem()),
          fault);
    } catch (YAMLException fault) {
      var reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
      throw new UnreadableDocument(
          fileName + ": the front matter cannot be read: " + reason, fault);
    }
  }

  private static Map<String, @Nullable Object> named(Map<?, ?> map) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> values.put(String.valueOf(key), value));
    return values;
  }

  private static org.yaml.snakeyaml.Yaml loader() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(10);
    options.setNestingDepthLimit(20);
    options.setCodePointLimit(LONGEST);
    var output = new DumperOptions();
    return new org.yaml.snakeyaml.Yaml(
        new SafeConstructor(options), new Representer(output), output, options, new TextOnly());
  }

  private static final class TextOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null|Null|NULL| )$"), "~nN\0");
      addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
    }
  }
}
