package org.courant.pacing;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Grants nodes portions of what may be sent in a second or a day.
@Repository
class Leases {
  /// @param want how many messages are asked for
  record Ask(Allowance of, long want) {}

  private final JdbcClient jdbc;

  Leases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How many messages are granted of each allowance, by key: at most what all nodes together have
  /// left of it. One statement, whose rows stand in order, so that nodes that ask at once wait for
  /// each other and never in a circle.
  ///
  /// The time is the asking node's. One whose clock is a little behind draws on the second that the
  /// others have reached. A period far ahead was written by a clock that went wrong, and counts for
  /// nothing.
  Map<String, Long> grant(List<Ask> asks, Instant now) {
    var sql =
        """
        insert into relay_rate as r (key, period, length, allowance, granted, portion)
        select a.key, a.period, make_interval(secs => a.seconds), a.allowance, a.want, a.want
        from unnest(:keys::text[], :periods::timestamptz[], :seconds::float8[], :allowances::bigint[], :wants::bigint[])
          as a(key, period, seconds, allowance, want)
        order by a.key
        on conflict (key) do update set
          period = case when %1$s then excluded.period else r.period end,
          length = excluded.length,
          allowance = excluded.allowance,
          granted = case when %1$s then excluded.portion else r.granted + %2$s end,
          portion = case when %1$s then excluded.portion else %2$s end
        returning r.key, r.portion
        """
            .formatted(
                "(excluded.period > r.period or r.period > excluded.period + excluded.length + interval '1 minute')",
                "least(excluded.portion, greatest(0, excluded.allowance - r.granted))");
    var granted = new HashMap<String, Long>();
    jdbc.sql(sql)
        .param("keys", asks.stream().map(a -> a.of().key()).toArray(String[]::new))
        .param(
            "periods", asks.stream().map(a -> a.of().period(now).toString()).toArray(String[]::new))
        .param(
            "seconds",
            asks.stream().map(a -> (double) a.of().length().toSeconds()).toArray(Double[]::new))
        .param("allowances", asks.stream().map(a -> a.of().messages()).toArray(Long[]::new))
        .param(
            "wants",
            asks.stream().map(a -> Math.min(a.want(), a.of().messages())).toArray(Long[]::new))
        .query(
            rs -> {
              granted.put(requireNonNull(rs.getString("key")), rs.getLong("portion"));
            });
    return granted;
  }

  /// Forgets what nobody has asked for lately.
  int forget(Instant now) {
    return jdbc.sql("delete from relay_rate where period < :before and length < interval '1 day'")
        .param("before", now.minus(Duration.ofHours(1)).atOffset(UTC))
        .update();
  }
}
