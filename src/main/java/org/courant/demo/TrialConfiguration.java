package org.courant.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The configuration by which a newcomer's own articles are tried: one source, one newsletter, no
/// sections.
final class TrialConfiguration {
  private static final String TRIED = "source";

  private TrialConfiguration() {}

  /// Moves the trial of another source out of the way, so that no feed mixes two publishers.
  ///
  /// @return where it is now, if there was one
  static Optional<Path> makeRoom(TrialSource source, Path data) throws IOException {
    Path note = data.resolve(TRIED);
    if (!Files.exists(note) || Files.readString(note).equals(source.given())) {
      return Optional.empty();
    }
    Path aside = data.resolveSibling(data.getFileName() + "-1");
    for (int number = 2; Files.exists(aside); number++) {
      aside = data.resolveSibling("%s-%d".formatted(data.getFileName(), number));
    }
    return Optional.of(Files.move(data, aside));
  }

  /// Writes it below `data` and returns its folder.
  static Path write(TrialSource source, Path data) throws IOException {
    String yaml =
        """
        courant:
          insecure-links-allowed: true
          publication:
            title: %1$s
            tagline: Tried with Courant
            language: %6$s
            base-url: ${courant.demo.base-url:http://localhost:8080}
            tag-authority: courant.invalid,2026
            postal-address: Your postal address stands here
            contact: editor@courant.invalid
          newsletters:
            - slug: digest
              title: %2$s
              description: What is new
              maximum: 25
              from-address: news@courant.invalid
          sources:
            - name: tried
              kind: %3$s
              address: %4$s
              site: %5$s
              internal: true
              digest-from: 1970-01-01
          campaigns:
            - name: digest
              newsletter: digest
              cron: 0 0 8 ? * MON
              zone: UTC
          relays:
            - host: 127.0.0.1
              port: ${courant.demo.smtp-port:3025}
              tls: none
        """
            .formatted(
                quoted(source.title()),
                quoted(source.title() + " digest"),
                source.kind(),
                quoted(source.address()),
                quoted(slug(source.address())),
                quoted(source.language()));
    Files.createDirectories(data);
    Files.writeString(data.resolve(TRIED), source.given());
    Path configuration = Files.createDirectories(data.resolve("config"));
    Files.writeString(configuration.resolve("application.yaml"), yaml);
    return configuration;
  }

  private static String slug(String address) {
    return address.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /// A YAML double-quoted scalar (YAML 1.2, section 7.3.1); `${` is kept from being read as a
  /// placeholder.
  private static String quoted(String value) {
    return '"'
        + value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("${", "$ {")
            .replaceAll("\\p{Cntrl}", " ")
        + '"';
  }
}
