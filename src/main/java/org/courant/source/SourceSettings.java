package org.courant.source;

import jakarta.validation.Valid;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the configuration says of the sources.
///
/// @param sources where articles are pulled from
@ConfigurationProperties("courant")
@Validated
record SourceSettings(@DefaultValue List<@Valid DeclaredSource> sources) {

  SourceSettings {
    var names = new HashSet<String>();
    for (var source : sources) {
      if (!names.add(source.name())) {
        throw new IllegalArgumentException(
            "courant.sources: the name \"%s\" stands there twice; each needs its own"
                .formatted(source.name()));
      }
    }
  }

  /// Those that are pulled.
  List<DeclaredSource> pulled() {
    return sources.stream().filter(source -> source.kind() != SourceKind.PUSH).toList();
  }

  Optional<DeclaredSource> named(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }
}
