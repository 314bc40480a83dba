package org.courant.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// What the last server on a data folder was started with, so that a command on the folder works on
/// the same installation: the same configuration, the same database.
///
/// @param values properties that overruled the configuration's
record InstallationNote(Path configuration, Map<String, String> values) {
  private static final String FILE = "installation.properties";
  private static final String CONFIGURATION = "configuration";
  private static final String OURS = "courant.";

  /// The note in the folder, or `fallback` with nothing overruled.
  static InstallationNote read(Path data, Path fallback) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return new InstallationNote(fallback, Map.of());
    }
    var noted = new Properties();
    try {
      noted.load(new StringReader(Files.readString(file, UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("the note " + file + " cannot be read", e);
    }
    var values = new TreeMap<String, String>();
    for (String name : noted.stringPropertyNames()) {
      if (name.startsWith(OURS)) {
        values.put(name, noted.getProperty(name));
      }
    }
    return new InstallationNote(Path.of(noted.getProperty(CONFIGURATION)), values);
  }

  /// Writes down what a server is started with, as far as it is Courant's own.
  static void write(Path data, Path configuration, Map<String, Object> overrides) {
    var noted = new Properties();
    noted.setProperty(CONFIGURATION, configuration.toString());
    overrides.forEach(
        (name, value) -> {
          if (name.startsWith(OURS)) {
            noted.setProperty(name, String.valueOf(value));
          }
        });
    var text = new StringWriter();
    try {
      noted.store(text, "What the last server on this folder was started with");
      Files.createDirectories(data);
      Files.writeString(data.resolve(FILE), text.toString(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + data + " cannot be used", e);
    }
  }
}
