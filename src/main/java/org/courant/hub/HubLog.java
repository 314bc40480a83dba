package org.courant.hub;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the hub did lately, for an operator.
@Component
class HubLog {
  private final JdbcClient jdbc;

  HubLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param answer of the last attempt, or null before the first
  record Line(
      Instant created,
      Call.Kind kind,
      Call.State state,
      int attempts,
      String topic,
      String callback,
      @Nullable String answer) {}

  /// Newest first.
  List<Line> latest(int most) {
    var sql =
        """
        select created_at, kind, state, attempts, topic, callback, answer
        from hub_delivery order by id desc limit :most
        """;
    return jdbc.sql(sql)
        .param("most", most)
        .query(
            (row, _) ->
                new Line(
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    Call.Kind.valueOf(row.getString("kind")),
                    Call.State.valueOf(row.getString("state")),
                    row.getInt("attempts"),
                    row.getString("topic"),
                    row.getString("callback"),
                    row.getString("answer")))
        .list();
  }
}
