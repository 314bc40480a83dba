package org.courant.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a source is pulled from, and where it says that it moved for good (RFC 9110, sections
/// 15.4.2 and 15.4.9). It is believed after seven days in which it said nothing else, since a
/// mistake is mended sooner; the change from http to https of one address at once.
///
/// @param pulledFrom null while that is the declared address
record Move(@Nullable String pulledFrom, @Nullable String movedTo, @Nullable Instant movedSince) {
  static final Move NONE = new Move(null, null, null);
  private static final Duration PROOF = Duration.ofDays(7);

  String address(String declared) {
    return pulledFrom == null ? declared : pulledFrom;
  }

  /// After an answer that led there; null when it led nowhere else.
  Move heard(@Nullable URI told, String declared, Instant now) {
    if (told == null || lessSafe(declared, told)) {
      return new Move(pulledFrom, null, null);
    }
    var target = told.toString();
    if (onlySafer(URI.create(address(declared)), told)) {
      return new Move(target, null, null);
    }
    if (movedSince == null || !target.equals(movedTo)) {
      return new Move(pulledFrom, target, now);
    }
    return movedSince.plus(PROOF).isAfter(now) ? this : new Move(target, null, null);
  }

  /// Nobody between here and the server may talk a source out of its encryption.
  private boolean lessSafe(String declared, URI told) {
    return address(declared).matches("(?i)https:.*") && "http".equalsIgnoreCase(told.getScheme());
  }

  private static boolean onlySafer(URI from, URI to) {
    return "http".equalsIgnoreCase(from.getScheme())
        && "https".equalsIgnoreCase(to.getScheme())
        && from.getHost().equalsIgnoreCase(to.getHost())
        && Objects.equals(from.getRawPath(), to.getRawPath())
        && Objects.equals(from.getRawQuery(), to.getRawQuery());
  }

  /// What a person should know of the step from `before`; null when that is nothing new.
  @Nullable String news(Move before) {
    if (pulledFrom != null && !pulledFrom.equals(before.pulledFrom)) {
      return "it moved for good to %s and is pulled from there; write that into the settings"
          .formatted(pulledFrom);
    }
    if (movedTo != null && !movedTo.equals(before.movedTo)) {
      return "it says that it moved for good to %s: it is pulled from there once it has said so for %d days"
          .formatted(movedTo, PROOF.toDays());
    }
    return null;
  }
}
