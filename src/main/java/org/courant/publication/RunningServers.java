package org.courant.publication;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The servers that run on the database. Each keeps one connection whose advisory lock says that it
/// lives: the database frees the lock when the server dies, however it dies. A server whose
/// configuration differs from a running one's does not start, since the two would undo each other's
/// work.
@Component
@ConditionalOnExpression("'${courant.role}' != 'command'")
class RunningServers implements AutoCloseable {
  /// Only one server at a time compares and enters; the number means nothing else.
  private static final long ENTERING = 0x434f_5552_414e_5401L;

  /// SQLSTATE of a lock that was not to be had in time (PostgreSQL, appendix A).
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final Connection connection;
  private final JsonMapper json;
  private final Duration patience;

  @Autowired
  RunningServers(DataSource database, JsonMapper json) throws SQLException {
    this(database, json, Duration.ofSeconds(20));
  }

  /// @param patience how long a killed server may still seem to run
  RunningServers(DataSource database, JsonMapper json, Duration patience) throws SQLException {
    this.connection = database.getConnection();
    this.json = json;
    this.patience = patience;
  }

  /// @throws IllegalStateException if a running server's configuration differs; the message names
  ///   the differences
  void enter(ConfigurableEnvironment environment) throws SQLException {
    var declared = DeclaredConfiguration.of(environment);
    query("select pg_advisory_lock(%d)".formatted(ENTERING));
    try {
      compare(declared);
      write(declared);
    } finally {
      query("select pg_advisory_unlock(%d)".formatted(ENTERING));
    }
  }

  private void compare(DeclaredConfiguration declared) throws SQLException {
    var running = new TreeMap<Long, String>();
    try (var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select lock, configuration from running_server order by lock")) {
      while (row.next()) {
        running.put(row.getLong("lock"), row.getString("configuration"));
      }
    }
    for (var server : running.entrySet()) {
      @SuppressWarnings("unchecked") // what write() wrote
      Map<String, String> theirs = json.readValue(server.getValue(), Map.class);
      String difference = declared.difference(theirs);
      // Only one that stands in the way is waited for.
      if (!gone(server.getKey(), difference.isEmpty() ? AT_ONCE : patience)
          && !difference.isEmpty()) {
        throw new IllegalStateException(
            "Another server runs on this database with another configuration: %s. Stop it first, or make the two alike."
                .formatted(difference));
      }
    }
  }

  /// A lock that can be had belonged to a server that is no more; its row goes. The database may
  /// need a while to notice that a server was killed.
  private boolean gone(long lock, Duration wait) throws SQLException {
    query("select set_config('lock_timeout', '%d', false)".formatted(wait.toMillis()));
    try {
      query("select pg_advisory_lock(%d)".formatted(lock));
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      query("select set_config('lock_timeout', '0', false)");
    }
    query("select pg_advisory_unlock(%d)".formatted(lock));
    try (var delete = connection.createStatement()) {
      delete.executeUpdate("delete from running_server where lock = %d".formatted(lock));
    }
    return true;
  }

  private void write(DeclaredConfiguration declared) throws SQLException {
    long lock = new SecureRandom().nextLong();
    query("select pg_advisory_lock(%d)".formatted(lock));
    var sql = "insert into running_server (lock, configuration) values (?, ?::jsonb)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setLong(1, lock);
      insert.setString(2, json.writeValueAsString(declared.values()));
      insert.executeUpdate();
    }
  }

  /// The first column of the first row, where it says yes or no.
  private boolean query(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() && "t".equals(row.getString(1));
    }
  }

  /// Gives the locks back with the connection: a pooled one would keep them.
  @Override
  public void close() throws SQLException {
    query("select pg_advisory_unlock_all()");
    connection.close();
  }
}
