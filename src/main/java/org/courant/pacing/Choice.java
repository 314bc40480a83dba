package org.courant.pacing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of the next rows may leave in one window.
///
/// @param taken those that may, and for which tokens are spent
/// @param passed those between them that may not now
/// @param dryUntil when there is something to be had again, if nothing may leave to anybody now
/// @param carried domains that count this line among their connections
/// @param probes domains of which the one row tries whether they take mail again
/// @param grant whose tokens were spent, and when
public record Choice<T>(
    List<T> taken,
    List<T> passed,
    @Nullable Instant dryUntil,
    Set<String> carried,
    Set<String> probes,
    @Nullable Grant grant) {

  /// @param relay all that is sent by it spends tokens
  record Grant(String relay, Instant at) {}

  /// Those rows, with no limit in the way.
  public static <T> Choice<T> of(List<T> taken) {
    return new Choice<>(taken, List.of(), null, Set.of(), Set.of(), null);
  }

  static <T> Choice<T> none(Instant dryUntil) {
    return new Choice<>(List.of(), List.of(), dryUntil, Set.of(), Set.of(), null);
  }

  /// How many of the rows were looked at.
  public int looked() {
    return taken.size() + passed.size();
  }
}
