package org.courant.source;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.courant.fetch.Validators;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source`: what is known of each beside its declaration.
@Repository
class Sources {
  private final JdbcClient jdbc;

  Sources(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param firstReadAt null until a pull has read it whole
  /// @param firstShownAt when it first showed an article
  /// @param retiredReason why only a person pulls it
  /// @param pushedUntil until when a hub tells of its changes
  record Source(
      Validators validators,
      @Nullable String bodyHash,
      @Nullable Instant firstReadAt,
      @Nullable Instant firstShownAt,
      @Nullable Instant notBefore,
      int failures,
      @Nullable String retiredReason,
      @Nullable Instant pushedUntil) {}

  /// Brings the row in line with the configuration. Another address is another document, so nothing
  /// that recognised the last one holds.
  void declare(DeclaredSource source) {
    jdbc.sql(
            """
            insert into source (name, kind, address, site, declared)
            values (:name, :kind, :address, :site, true)
            on conflict (name) do update
            set kind = excluded.kind, address = excluded.address, site = excluded.site, declared = true,
                etag = null, last_modified = null, body_hash = null, not_before = null, failures = 0,
                retired_reason = null
            where (source.kind, source.address, source.site, source.declared)
              is distinct from (excluded.kind, excluded.address, excluded.site, true)
            """)
        .param("name", source.name())
        .param("kind", source.kind().toString())
        .param("address", source.address())
        .param("site", source.siteKey())
        .update();
  }

  /// Retires what is not declared any more.
  void keep(List<String> declared) {
    jdbc.sql("update source set declared = false where declared and name <> all(:names)")
        .param("names", declared.toArray(String[]::new))
        .update();
  }

  Source get(String name) {
    return jdbc.sql(
            """
            select etag, last_modified, body_hash, first_read_at, first_shown_at, not_before, failures, retired_reason,
                   pushed_until
            from source
            where name = :name
            """)
        .param("name", name)
        .query(
            (rs, _) ->
                new Source(
                    new Validators(rs.getString("etag"), rs.getString("last_modified")),
                    rs.getString("body_hash"),
                    instant(rs, "first_read_at"),
                    instant(rs, "first_shown_at"),
                    instant(rs, "not_before"),
                    rs.getInt("failures"),
                    rs.getString("retired_reason"),
                    instant(rs, "pushed_until")))
        .single();
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    var time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /// The source could be read: it is well, whatever was before.
  ///
  /// @param whole whether everything in it was looked at
  void read(String name, boolean whole, @Nullable Instant notBefore, Instant now) {
    jdbc.sql(
            """
            update source
            set first_read_at = case when :whole then coalesce(first_read_at, :now) else first_read_at end,
                failures = 0, retired_reason = null, not_before = :notBefore
            where name = :name
            """)
        .param("name", name)
        .param("whole", whole)
        .param("now", now.atOffset(UTC))
        .param("notBefore", notBefore == null ? null : notBefore.atOffset(UTC))
        .update();
  }

  void showed(String name, Instant now) {
    jdbc.sql(
            """
            update source set first_shown_at = :now where name = :name and first_shown_at is null
            """)
        .param("name", name)
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Remembers by what the document that was read is recognised.
  void remember(String name, Validators validators, String bodyHash) {
    jdbc.sql(
            """
            update source
            set etag = :etag, last_modified = :lastModified, body_hash = :hash
            where name = :name
            """)
        .param("name", name)
        .param("etag", validators.etag())
        .param("lastModified", validators.lastModified())
        .param("hash", bodyHash)
        .update();
  }

  void failed(String name, @Nullable Instant notBefore) {
    jdbc.sql(
            """
            update source set failures = failures + 1, not_before = :notBefore where name = :name
            """)
        .param("name", name)
        .param("notBefore", notBefore == null ? null : notBefore.atOffset(UTC))
        .update();
  }

  /// Puts off the next scheduled pull, never brings it forward.
  void rest(String name, Instant until) {
    jdbc.sql("update source set not_before = greatest(not_before, :until) where name = :name")
        .param("name", name)
        .param("until", until.atOffset(UTC))
        .update();
  }

  /// Lets the next scheduled pull happen, unless the source fails.
  void hurry(String name) {
    jdbc.sql("update source set not_before = null where name = :name and failures = 0")
        .param("name", name)
        .update();
  }

  void expectUntil(String name, @Nullable Instant until) {
    jdbc.sql("update source set pushed_until = :until where name = :name")
        .param("name", name)
        .param("until", until == null ? null : until.atOffset(UTC))
        .update();
  }

  Set<String> retired() {
    return jdbc.sql("select name from source where retired_reason is not null")
        .query((rs, _) -> rs.getString("name"))
        .set();
  }

  void retire(String name, String reason) {
    jdbc.sql("update source set retired_reason = :reason where name = :name")
        .param("name", name)
        .param("reason", reason)
        .update();
  }
}
