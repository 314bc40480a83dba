package org.courant.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Starts the application for a command: which data folder, which configuration, which role.
public final class Launch {
  private final Class<?> application;
  private @Nullable Path data;
  private @Nullable Path configuration;
  private @Nullable ConfigurableApplicationContext context;

  public Launch(Class<?> application) {
    this.application = application;
  }

  /// @param folder where the installation keeps its own things
  public void useData(Path folder) {
    this.data = folder;
  }

  /// @param folder the one that holds `application.yaml`
  public void useConfiguration(Path folder) {
    this.configuration = folder;
  }

  /// The data folder that was asked for, or `fallback`.
  public Path data(Path fallback) {
    return data == null ? fallback : data;
  }

  /// The application for one command, started at the first call.
  public ConfigurableApplicationContext command() {
    if (context == null) {
      context = start(Role.COMMAND, Map.of());
    }
    return context;
  }

  /// Starts the application, with properties that overrule the configuration's.
  ///
  /// @throws StartFailure if it cannot start; the message says why in one sentence
  public ConfigurableApplicationContext start(Role role, Map<String, Object> overrides) {
    Path folder = data(Path.of("data"));
    InstallationNote note = note(role, folder, overrides);
    var properties = new LinkedHashMap<String, Object>(note.values());
    properties.putAll(overrides);
    properties.put("courant.role", role.property());
    properties.put("courant.data", folder.toString());
    properties.put(
        "spring.config.location",
        "optional:classpath:/,optional:file:%s/".formatted(note.configuration()));
    if (role == Role.COMMAND) {
      properties.put("spring.main.lazy-initialization", true);
      properties.put("spring.quartz.auto-startup", false);
      properties.put("logging.level.root", "WARN");
    }
    try {
      return new SpringApplicationBuilder(application)
          .web(role == Role.SERVE ? WebApplicationType.SERVLET : WebApplicationType.NONE)
          .bannerMode(Banner.Mode.OFF)
          .run(
              properties.entrySet().stream()
                  .map(entry -> "--%s=%s".formatted(entry.getKey(), entry.getValue()))
                  .toArray(String[]::new));
    } catch (RuntimeException e) {
      throw StartFailure.of(e);
    }
  }

  /// Closes what was started for a command.
  public void close() {
    if (context != null) {
      context.close();
    }
  }

  /// A server leaves a note, and a command that names no configuration reads it.
  private InstallationNote note(Role role, Path folder, Map<String, Object> overrides) {
    Path chosen = (configuration == null ? Path.of("config") : configuration).toAbsolutePath();
    if (configuration != null && !Files.isDirectory(chosen)) {
      throw new StartFailure("There is no configuration folder " + chosen + ".", null);
    }
    if (role == Role.SERVE) {
      InstallationNote.write(folder, chosen, overrides);
    }
    return role == Role.COMMAND && configuration == null
        ? InstallationNote.read(folder, chosen)
        : new InstallationNote(chosen, Map.of());
  }
}
