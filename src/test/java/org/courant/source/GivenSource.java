package org.courant.source;

import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

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

  /// Whether some process has its turn.
  static boolean underWay(String source, JdbcClient jdbc) {
    return jdbc.sql(
            """
            select exists (
              select from pg_locks
              where locktype = 'advisory' and granted
                and (classid::bigint << 32) | objid::bigint = hashtextextended('courant source ' || :source, 2))
            """)
        .param("source", source)
        .query(Boolean.class)
        .single();
  }
}
