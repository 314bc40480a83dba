package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who may not be mailed, by address key: from one list, or from all when `list` is null. It takes
/// part in the caller's transaction; a sender sees it in the statement that marks a row in transit.
@Repository
public class Suppressions {
  /// Why an address is not mailed.
  public enum Reason {
    UNSUBSCRIBED,
    HARD_BOUNCE,
    COMPLAINT,
    ERASED,
    ADMIN
  }

  private final JdbcClient jdbc;

  Suppressions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Keeps the first reason and date; but an erasure overrules what was there, since nothing but
  /// the same reader's own act may lift it.
  public void suppress(byte[] addressKey, @Nullable String list, Reason reason, Instant at) {
    var sql =
        """
        insert into suppression (address_key, list, reason, at) values (:key, :list, :reason, :at)
        on conflict (address_key, list) do update set reason = excluded.reason, at = excluded.at
        where excluded.reason = 'ERASED'
        """;
    jdbc.sql(sql)
        .param("key", addressKey)
        .param("list", list, java.sql.Types.VARCHAR)
        .param("reason", reason.name())
        .param("at", at.atOffset(UTC))
        .update();
  }

  /// Lets a list mail this address again, when the reader themself left it and now comes back. True
  /// when there was such a suppression; other reasons stay.
  public boolean lift(byte[] addressKey, String list) {
    var sql =
        """
        delete from suppression where address_key = :key and list = :list and reason = 'UNSUBSCRIBED'
        """;
    return jdbc.sql(sql).param("key", addressKey).param("list", list).update() > 0;
  }

  /// True when this list may not mail this address.
  public boolean covers(byte[] addressKey, String list) {
    var sql =
        """
        select exists (
          select from suppression where address_key = :key and (list is null or list = :list))
        """;
    return jdbc.sql(sql).param("key", addressKey).param("list", list).query(Boolean.class).single();
  }
}
