package org.courant.source;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.annotation.Validated;

/// What the configuration says of the sources.
///
/// @param sources where articles are pulled from
@ConfigurationProperties("courant")
@Validated
record SourceSettings(@DefaultValue List<@Valid Declared> sources) {

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

  Optional<Declared> named(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  enum Kind {
    FOLDER,
    FEED,
    WORDPRESS,
    SITE;

    /// Whether it has an address of the web and nothing else.
    boolean onTheWeb() {
      return switch (this) {
        case FOLDER, FEED -> false;
        case WORDPRESS, SITE -> true;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param name name in commands and reports
  /// @param kind `folder`, `feed`, `wordpress` or `site`
  /// @param address path of the folder, or address of the feed or of the site
  /// @param site key of the site whose sources share identities; never change it once articles are
  ///   out
  /// @param interval time between two pulls
  /// @param internal whether the address may be private
  /// @param digestFrom the day from which the back catalogue counts as new for digests
  /// @param section section of items that name none
  record Declared(
      @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String name,
      @NotNull Kind kind,
      @NotBlank String address,
      @Nullable String site,
      @DefaultValue("15m") Duration interval,
      @DefaultValue("false") boolean internal,
      @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate digestFrom,
      @Nullable String section) {

    Declared {
      if (interval.compareTo(Duration.ofSeconds(10)) < 0) {
        throw new IllegalArgumentException(
            "courant.sources: the interval %s of \"%s\" is too short; write 10s or more"
                .formatted(interval, name));
      }
      if (kind == Kind.FEED && !isAddress(address)) {
        throw new IllegalArgumentException(
            "courant.sources: the address \"%s\" of \"%s\" is none; a feed needs http(s)://… or a file's path"
                .formatted(address, name));
      }
      if (kind.onTheWeb() && !(address.matches("(?i)https?://.*") && isAddress(address))) {
        throw new IllegalArgumentException(
            "courant.sources: the address \"%s\" of \"%s\" is none; a source of kind %s needs http(s)://…"
                .formatted(address, name, kind));
      }
    }

    private static boolean isAddress(String address) {
      try {
        return address.matches("(?i)https?://.*") ? URI.create(address).getHost() != null : true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    String siteKey() {
      return site == null ? name : site;
    }
  }
}
