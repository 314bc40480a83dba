package org.courant.publication;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What the configuration says of the publication.
///
/// @param publication the site itself
/// @param sections the parts that readers choose as topics
/// @param newsletters what a reader can subscribe to
/// @param hub hubs elsewhere
/// @param secret the installation's secret, from the environment
/// @param data the folder that holds the secret and the embedded database
@ConfigurationProperties("courant")
@Validated
record PublicationSettings(
    @Valid @DefaultValue Site publication,
    @DefaultValue List<@Valid Part> sections,
    @DefaultValue List<@Valid Letter> newsletters,
    @DefaultValue Hubs hub,
    @Nullable Secret secret,
    @DefaultValue("data") String data) {

  /// Part of permanent ids when no authority is declared, so it never changes.
  private static final String FIRST_YEAR = ",2026";

  private static final Set<String> RESERVED = Set.of("all", "archive");

  PublicationSettings {
    unique("courant.sections", sections, Part::slug);
    unique("courant.newsletters", newsletters, Letter::slug);
    for (Part section : sections) {
      if (RESERVED.contains(section.slug())) {
        throw new IllegalArgumentException(
            "courant.sections: the slug \"%s\" is reserved; choose another"
                .formatted(section.slug()));
      }
    }
  }

  private static <T> void unique(String key, List<T> declared, Function<T, String> slug) {
    var seen = new HashSet<String>();
    for (T one : declared) {
      if (!seen.add(slug.apply(one))) {
        throw new IllegalArgumentException(
            "%s: the slug \"%s\" stands there twice; each needs its own"
                .formatted(key, slug.apply(one)));
      }
    }
  }

  /// @param outside addresses of WebSub hubs elsewhere, which are told of changes beside our own
  record Hubs(@DefaultValue List<URI> outside) {
    Hubs {
      for (URI hub : outside) {
        if (hub.getHost() == null || !String.valueOf(hub.getScheme()).matches("(?i)https?")) {
          throw new IllegalArgumentException(
              "courant.hub.outside has \"%s\"; it needs absolute addresses, such as https://pubsubhubbub.appspot.com/"
                  .formatted(hub));
        }
      }
    }
  }

  /// @param title the publication's name
  /// @param tagline one line under the name
  /// @param baseUrl the address under which readers reach this service
  /// @param tagAuthority authority of permanent ids, `domain,year`; never change it once articles
  ///   are out
  /// @param language BCP 47 tag of the publication
  /// @param zone time zone of the editors
  /// @param postalAddress shown at the foot of each mail, as the law asks
  /// @param contact mailbox of the editors
  /// @param copyright line for the feeds
  record Site(
      @DefaultValue("Courant") @NotBlank String title,
      @DefaultValue("") String tagline,
      @DefaultValue("http://localhost:8080") @NotNull URI baseUrl,
      @Nullable String tagAuthority,
      @DefaultValue("en") String language,
      @DefaultValue("UTC") ZoneId zone,
      @DefaultValue("") String postalAddress,
      @DefaultValue("editor@localhost") @NotBlank String contact,
      @DefaultValue("") String copyright) {

    Site {
      String scheme = baseUrl.getScheme();
      if (baseUrl.getHost() == null
          || !Set.of("http", "https").contains(String.valueOf(scheme).toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "courant.publication.base-url is \"%s\"; it needs an absolute http or https address, such as https://news.example.org"
                .formatted(baseUrl));
      }
      // Validators, which tell capitals from small letters as RFC 4151 does, refuse capitals.
      if (tagAuthority != null && !tagAuthority.matches("[a-z0-9._@-]+,\\d{4}(-\\d\\d){0,2}")) {
        throw new IllegalArgumentException(
            "courant.publication.tag-authority is \"%s\"; it needs a domain in small letters and a year, such as example.org,2026"
                .formatted(tagAuthority));
      }
      if (!language.equals(Locale.forLanguageTag(language).toLanguageTag())) {
        throw new IllegalArgumentException(
            "courant.publication.language is \"%s\"; it needs a language tag such as en or pt-BR"
                .formatted(language));
      }
    }

    Publication publication(List<URI> outsideHubs) {
      String base = baseUrl.toString().replaceAll("/+$", "");
      String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
      String authority = tagAuthority == null ? host + FIRST_YEAR : tagAuthority;
      return new Publication(
          title,
          tagline,
          URI.create(base),
          authority,
          language,
          zone,
          postalAddress,
          contact,
          copyright,
          outsideHubs);
    }
  }

  /// @param slug name in addresses
  /// @param title name for readers
  /// @param aliases other names under which sources file it
  /// @param sensitive whether its titles stay out of subjects
  record Part(
      @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String slug,
      @NotBlank String title,
      @DefaultValue List<String> aliases,
      @DefaultValue("false") boolean sensitive) {}

  /// @param slug name in addresses
  /// @param title name for readers
  /// @param description one sentence for readers
  /// @param cadence usual time between issues, such as P7D
  /// @param fromName display name of the sender
  /// @param fromAddress mailbox of the sender
  /// @param maximum most articles in one issue
  /// @param minimum fewest articles that make an issue
  record Letter(
      @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String slug,
      @NotBlank String title,
      @DefaultValue("") String description,
      @DefaultValue("P7D") Period cadence,
      @Nullable String fromName,
      @NotBlank @Email String fromAddress,
      @DefaultValue("12") @Min(1) int maximum,
      @DefaultValue("1") @Min(1) int minimum) {

    Letter {
      if (cadence.isZero() || cadence.isNegative()) {
        throw new IllegalArgumentException(
            "courant.newsletters: the cadence %s of \"%s\" is no time; write P7D for a week"
                .formatted(cadence, slug));
      }
    }

    Newsletter newsletter() {
      String name = fromName == null ? title : fromName;
      return new Newsletter(slug, title, description, cadence, name, fromAddress, maximum, minimum);
    }
  }
}
