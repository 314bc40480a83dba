package org.courant.source;

import java.util.List;
import java.util.Optional;

/// How much a pull may withdraw by itself: a fifth of a source's articles, and always one.
final class Withdrawals {
  private static final int LARGEST_PART = 5;

  private Withdrawals() {}

  /// Why a person must allow it first; empty when nobody must.
  ///
  /// @param missing names of what would go
  /// @param present how many articles the source shows
  /// @param fault what is wrong with them, such as `are not listed any more`
  static Optional<String> held(
      DeclaredSource source, List<String> missing, int present, String fault, boolean allowed) {
    if (allowed || missing.size() <= 1 || missing.size() * LARGEST_PART <= present) {
      return Optional.empty();
    }
    return Optional.of(
        "%d of %d articles %s, such as %s; none is withdrawn until `courant pull %s --allow-withdrawals` says so"
            .formatted(missing.size(), present, fault, missing.getFirst(), source.name()));
  }
}
