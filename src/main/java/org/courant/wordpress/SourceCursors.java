package org.courant.wordpress;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_cursor`: how far a WordPress site was read.
@Repository
class SourceCursors {
  private final JdbcClient jdbc;

  SourceCursors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param readUntil the last change that was read, as the site's local time
  /// @param sweptAt when all posts were last listed
  record Cursor(@Nullable LocalDateTime readUntil, @Nullable Instant sweptAt) {}

  /// Another address is another place: what was known of the last one counts for nothing.
  Cursor get(String source, String address) {
    return jdbc.sql(
            """
            select read_until, swept_at from source_cursor where source = :source and address = :address
            """)
        .param("source", source)
        .param("address", address)
        .query(
            (rs, _) -> {
              var swept = rs.getObject("swept_at", OffsetDateTime.class);
              return new Cursor(
                  rs.getObject("read_until", LocalDateTime.class),
                  swept == null ? null : swept.toInstant());
            })
        .optional()
        .orElseGet(() -> new Cursor(null, null));
  }

  void put(String source, String address, Cursor cursor) {
    var swept = cursor.sweptAt();
    jdbc.sql(
            """
            insert into source_cursor (source, address, read_until, swept_at)
            values (:source, :address, :readUntil, :sweptAt)
            on conflict (source) do update
            set address = excluded.address, read_until = excluded.read_until, swept_at = excluded.swept_at
            """)
        .param("source", source)
        .param("address", address)
        .param("readUntil", cursor.readUntil())
        .param("sweptAt", swept == null ? null : swept.atOffset(UTC))
        .update();
  }
}
