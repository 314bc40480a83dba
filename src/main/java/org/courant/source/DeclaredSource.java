package org.courant.source;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.courant.fetch.Host;
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
/// @param interval shortest time between two pulls
/// @param longestInterval longest time between two pulls of a source of the web that seldom has
///   something new or asks to be left alone; six hours unless the interval is longer
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
    @Nullable Duration longestInterval,
    @DefaultValue("false") boolean internal,
    @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate digestFrom,
    @Nullable String section,
    @Nullable Secret token,
    @Nullable Path tokenFile) {

  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int SHORTEST_TOKEN = 32;
  private static final String ADVICE = ", such as `openssl rand -hex 32` prints";

  public DeclaredSource {
    if (interval.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException(
          "courant.sources: the interval %s of \"%s\" is too short; write 10s or more"
              .formatted(interval, name));
    }
    token = token(name, kind, token, tokenFile);
    if ((kind == SourceKind.PUSH) != address.isBlank()) {
      throw new IllegalArgumentException(
          kind == SourceKind.PUSH
              ? "courant.sources: \"%s\" has an address, but nothing is pulled from a source of kind push; leave it out"
                  .formatted(name)
              : "courant.sources: \"%s\" has no address; name the folder, the feed or the site"
                  .formatted(name));
    }
    if (longestInterval != null && longestInterval.compareTo(interval) < 0) {
      throw new IllegalArgumentException(
          "courant.sources: the longest-interval %s of \"%s\" is shorter than its interval %s; write a longer one"
              .formatted(longestInterval, name, interval));
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

  /// The token that the settings give a source, or null when it needs none.
  ///
  /// @throws IllegalArgumentException with a sentence when it is missing, unreadable or too weak
  private static @Nullable Secret token(
      String name, SourceKind kind, @Nullable Secret given, @Nullable Path file) {
    if (kind != SourceKind.PUSH) {
      if (given != null || file != null) {
        throw wrong(name, "has a token, which only a source of kind push uses; leave it out");
      }
      return null;
    }
    if ((given == null) == (file == null)) {
      throw wrong(name, "needs a token or a token-file, and only one of them");
    }
    var token = given == null ? read(name, file) : given.value();
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw wrong(name, "has a token with characters that no header carries (RFC 6750)" + ADVICE);
    }
    if (token.length() < SHORTEST_TOKEN) {
      throw wrong(
          name,
          "has a token of %d characters; it needs at least %d"
                  .formatted(token.length(), SHORTEST_TOKEN)
              + ADVICE);
    }
    return new Secret(token);
  }

  private static String read(String name, @Nullable Path file) {
    try {
      return Files.readString(Objects.requireNonNull(file)).strip();
    } catch (IOException _) {
      throw wrong(name, "has the token-file %s, which cannot be read".formatted(file));
    }
  }

  private static IllegalArgumentException wrong(String name, String fault) {
    return new IllegalArgumentException("courant.sources: \"%s\" %s.".formatted(name, fault));
  }

  Duration longest() {
    return longestInterval == null ? Rhythms.longer(interval, LONGEST) : longestInterval;
  }

  /// What is wrong with it at this moment and may be right at its next pull: a folder may be
  /// mounted later than Courant starts.
  Optional<String> fault() {
    return kind == SourceKind.FOLDER && !Files.isDirectory(Path.of(address))
        ? Optional.of(
            "the folder %s is not there; it is looked for at each pull"
                .formatted(Path.of(address).toAbsolutePath()))
        : Optional.empty();
  }

  /// Whether another machine is asked for it.
  boolean isRemote() {
    return address.matches("(?i)https?://.*");
  }

  /// The host that is asked.
  Optional<String> host(Move move) {
    return isRemote() ? Optional.of(Host.of(URI.create(move.address(address)))) : Optional.empty();
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
