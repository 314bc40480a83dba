package org.courant.source;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.courant.fetch.Validators;
import org.courant.source.SourceState.Failing;
import org.courant.source.SourceState.Rhythm;
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

  /// Brings the row in line with the configuration. Another address is another document, so nothing
  /// that recognised the last one holds, and neither does where that one moved.
  void declare(DeclaredSource source) {
    jdbc.sql(
            """
            insert into source (name, kind, address, site, declared)
            values (:name, :kind, :address, :site, true)
            on conflict (name) do update
            set kind = excluded.kind, address = excluded.address, site = excluded.site, declared = true,
                etag = null, last_modified = null, body_hash = null, unmodified_since = null,
                not_before = null, failures = 0, failing_since = null, failure = null, retired_reason = null,
                pulled_from = null, moved_to = null, moved_since = null, asked_seconds = null
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

  SourceState get(String name) {
    return jdbc.sql(
            """
            select etag, last_modified, body_hash, unmodified_since, first_read_at, first_shown_at, not_before,
                   failures, failing_since, failure, retired_reason, pulled_from, moved_to, moved_since,
                   asked_seconds, rhythm_seconds, newest_at
            from source
            where name = :name
            """)
        .param("name", name)
        .query((rs, _) -> state(rs))
        .single();
  }

  private static SourceState state(ResultSet rs) throws SQLException {
    return new SourceState(
        new Validators(rs.getString("etag"), rs.getString("last_modified")),
        rs.getString("body_hash"),
        instant(rs, "unmodified_since"),
        instant(rs, "first_read_at"),
        instant(rs, "first_shown_at"),
        instant(rs, "not_before"),
        new Failing(rs.getInt("failures"), instant(rs, "failing_since"), rs.getString("failure")),
        rs.getString("retired_reason"),
        new Move(rs.getString("pulled_from"), rs.getString("moved_to"), instant(rs, "moved_since")),
        new Rhythm(
            seconds(rs, "asked_seconds"), seconds(rs, "rhythm_seconds"), instant(rs, "newest_at")));
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    var time = rs.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Duration seconds(ResultSet rs, String column) throws SQLException {
    var seconds = rs.getObject(column, Long.class);
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(UTC);
  }

  private static @Nullable Long seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toSeconds();
  }

  /// How a source was read.
  ///
  /// @param whole whether everything in it was looked at
  /// @param next no pull by schedule before then
  record Reading(boolean whole, Rhythm rhythm, Instant next) {}

  /// The source could be read: it is well, whatever was before.
  void read(String name, Reading reading, Instant now) {
    jdbc.sql(
            """
            update source
            set first_read_at = case when :whole then coalesce(first_read_at, :now) else first_read_at end,
                failures = 0, failing_since = null, failure = null, retired_reason = null, not_before = :next,
                asked_seconds = :asked, rhythm_seconds = :usual, newest_at = :newest
            where name = :name
            """)
        .param("name", name)
        .param("whole", reading.whole())
        .param("now", now.atOffset(UTC))
        .param("next", reading.next().atOffset(UTC))
        .param("asked", seconds(reading.rhythm().asked()))
        .param("usual", seconds(reading.rhythm().usual()))
        .param("newest", time(reading.rhythm().newest()))
        .update();
  }

  /// It showed an article.
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
            set etag = :etag, last_modified = :lastModified, body_hash = :hash, unmodified_since = null
            where name = :name
            """)
        .param("name", name)
        .param("etag", validators.etag())
        .param("lastModified", validators.lastModified())
        .param("hash", bodyHash)
        .update();
  }

  /// The server says that nothing changed.
  void unmodified(String name, Instant now) {
    jdbc.sql(
            """
            update source set unmodified_since = :now where name = :name and unmodified_since is null
            """)
        .param("name", name)
        .param("now", now.atOffset(UTC))
        .update();
  }

  void move(String name, Move move) {
    jdbc.sql(
            """
            update source
            set pulled_from = :pulledFrom, moved_to = :movedTo, moved_since = :movedSince
            where name = :name
            """)
        .param("name", name)
        .param("pulledFrom", move.pulledFrom())
        .param("movedTo", move.movedTo())
        .param("movedSince", time(move.movedSince()))
        .update();
  }

  void failed(String name, String reason, Instant notBefore, Instant now) {
    jdbc.sql(
            """
            update source
            set failures = failures + 1, failing_since = coalesce(failing_since, :now), failure = :reason,
                not_before = :notBefore
            where name = :name
            """)
        .param("name", name)
        .param("reason", reason)
        .param("now", now.atOffset(UTC))
        .param("notBefore", notBefore.atOffset(UTC))
        .update();
  }

  /// Puts off the next scheduled pull, never brings it forward, while a hub tells of changes.
  void restBesidePushes(String name, Instant until, Instant now) {
    jdbc.sql(
            """
            update source set not_before = greatest(not_before, :until)
            where name = :name and pushed_until > :now
            """)
        .param("name", name)
        .param("until", until.atOffset(UTC))
        .param("now", now.atOffset(UTC))
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
