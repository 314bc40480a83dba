package org.courant.source;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Sources as a settings file may declare them; their addresses may be on this machine.
public final class GivenSource {
  private GivenSource() {}

  public static DeclaredSource of(String name, SourceKind kind, Object address) {
    return of(name, kind, address, null, null);
  }

  public static DeclaredSource of(
      String name,
      SourceKind kind,
      Object address,
      @Nullable String site,
      @Nullable LocalDate digestFrom) {
    return new DeclaredSource(
        name,
        kind,
        address.toString(),
        site,
        Duration.ofMinutes(15),
        null,
        true,
        digestFrom,
        null,
        null,
        null);
  }

  static DeclaredSource every(Duration interval, String name, SourceKind kind, Object address) {
    return new DeclaredSource(
        name, kind, address.toString(), null, interval, null, true, null, null, null, null);
  }

  static DeclaredSource outside(String name, SourceKind kind, Object address) {
    return new DeclaredSource(
        name,
        kind,
        address.toString(),
        null,
        Duration.ofMinutes(15),
        null,
        false,
        null,
        null,
        null,
        null);
  }
}
