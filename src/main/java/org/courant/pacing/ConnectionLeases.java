package org.courant.pacing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.courant.database.NodesInTurn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which node has how many of the connections that all nodes may have open together.
@Repository
class ConnectionLeases {
  /// A node that is silent for so long is taken for dead. The time is the database's.
  static final Duration LENGTH = Duration.ofSeconds(30);

  /// @param connections as many as the node may open, and at least as many as it has
  record Held(String key, UUID node, int connections) {}

  private final JdbcClient jdbc;
  private final NodesInTurn nodes;

  ConnectionLeases(JdbcClient jdbc, NodesInTurn nodes) {
    this.jdbc = jdbc;
    this.nodes = nodes;
  }

  /// One node after another sees what all hold, decides what it holds itself from now on, and keeps
  /// that.
  void renew(UUID node, Function<List<Held>, Map<String, Integer>> decide) {
    nodes.run("connections", () -> keep(node, decide.apply(all())));
  }

  private List<Held> all() {
    var sql = "select key, node, connections from connection_lease where until > now()";
    return jdbc.sql(sql)
        .query(
            (rs, _) ->
                new Held(
                    requireNonNull(rs.getString("key")),
                    requireNonNull(rs.getObject("node", UUID.class)),
                    rs.getInt("connections")))
        .list();
  }

  private void keep(UUID node, Map<String, Integer> held) {
    jdbc.sql(
            "delete from connection_lease where until <= now() or node = :node and key <> all (:keys)")
        .param("node", node)
        .param("keys", held.keySet().toArray(String[]::new))
        .update();
    var sql =
        """
        insert into connection_lease (key, node, connections, until)
        select h.key, :node, h.connections, now() + make_interval(secs => :length)
        from unnest(:keys::text[], :connections::int[]) as h(key, connections)
        on conflict (key, node) do update set connections = excluded.connections, until = excluded.until
        """;
    jdbc.sql(sql)
        .param("node", node)
        .param("length", LENGTH.toSeconds())
        .param("keys", held.keySet().toArray(String[]::new))
        .param("connections", held.values().toArray(Integer[]::new))
        .update();
  }
}
