package org.courant.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.courant.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Option;

/// What a command that runs without the application tells servers of who asks: what it was given,
/// or else what the settings say, where there are any.
final class Introduction {
  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      description =
          "Whom servers may write to about these requests; that of config/application.yaml unless given.")
  private @Nullable String contact;

  Fetcher fetcher() {
    return fetcher(Path.of("config/application.yaml"));
  }

  Fetcher fetcher(Path settings) {
    if (contact != null) {
      return Fetcher.standalone("", contact);
    }
    var publication = publication(settings);
    return Fetcher.standalone(text(publication, "base-url"), text(publication, "contact"));
  }

  private static Map<?, ?> publication(Path settings) {
    try {
      var read =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(settings));
      return read instanceof Map<?, ?> all
              && all.get("courant") instanceof Map<?, ?> courant
              && courant.get("publication") instanceof Map<?, ?> publication
          ? publication
          : Map.of();
    } catch (IOException | YAMLException _) {
      // Nobody needs settings to look at a site, and a file with faults is no reason to refuse.
      return Map.of();
    }
  }

  /// Nothing for what the environment is to say: only the application knows that.
  private static String text(Map<?, ?> publication, String key) {
    return publication.get(key) instanceof String text && !text.contains("${") ? text : "";
  }
}
