package org.courant.source;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;

/// A source as the settings declare it.
///
/// @param name name in commands and reports
/// @param kind `folder`, `feed`, `wordpress`, `site` or `push`
/// @param address path of the folder, or address of the feed or of the site; none of what is pushed
/// @param site key of the site whose sources share identities; never change it once articles are
///   out
/// @param interval time between two pulls
/// @param internal whether the address may be private
/// @param digestFrom the day from which the back catalogue counts as new for digests
/// @param section section of items that name none
/// @param token what a publisher's system proves itself with when it pushes; never printed
/// @param tokenFile a file that holds nothing but the token
public record DeclaredSource(
    @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String name,
    @NotNull SourceKind kind,
    @DefaultValue("") String address,
    @Nullable String site,
    @DefaultValue("15m") Duration interval,
    @DefaultValue("false") boolean internal,
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate digestFrom,
    @Nullable String section,
    @Nullable Secret token,
    @Nullable Path tokenFile) {

  public DeclaredSource {
    if (interval.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException(
          "courant.sources: the interval %s of \"%s\" is too short; write 10s or more"
              .formatted(interval, name));
    }
    token = PushToken.of(name, kind, token, tokenFile);
    if ((kind == SourceKind.PUSH) != address.isBlank()) {
      throw new IllegalArgumentException(
          kind == SourceKind.PUSH
              ? "courant.sources: \"%s\" has an address, but nothing is pulled from a source of kind push; leave it out"
                  .formatted(name)
              : "courant.sources: \"%s\" has no address; name the folder, the feed or the site"
                  .formatted(name));
    }
    if (kind == SourceKind.FEED && !isAddress(address)) {
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

  /// The key under which the articles' identities are kept.
  public String siteKey() {
    return site == null ? name : site;
  }
}
