package org.courant.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/// One pull of a source at a time, and one at a host, on all nodes. The locks belong to a database
/// session, not to a transaction: they may outlast a slow server, and a killed process leaves none
/// behind.
@Component
class SourceTurns {
  private static final String TRY = "select pg_try_advisory_lock(hashtextextended(?, 2))";
  private static final String FREE = "select pg_advisory_unlock(hashtextextended(?, 2))";

  /// Asked again and again rather than waited for: the end of the process must end the waiting.
  private static final Duration LOOK = Duration.ofMillis(200);

  private final DataSource database;
  private final PullStop stop;

  SourceTurns(DataSource database, PullStop stop) {
    this.database = database;
    this.stop = stop;
  }

  /// What is asked for.
  ///
  /// @param host at which host nobody else may be; empty for a source that has none
  /// @param patient whether to wait for a place, and while another pull is at the host
  record Turn(String source, Optional<String> host, boolean patient) {}

  /// What `pull` returns, or what `busy` makes of the reason why it is somebody else's turn.
  <T> T alone(Turn turn, Supplier<T> pull, Function<String, T> busy) {
    if (!stop.begin()) {
      return busy.apply("the process ends");
    }
    try {
      return aloneAtSource(turn, pull, busy);
    } finally {
      stop.end();
    }
  }

  private <T> T aloneAtSource(Turn turn, Supplier<T> pull, Function<String, T> busy) {
    var source = "courant source " + turn.source();
    try (var session = database.getConnection()) {
      if (!ask(session, TRY, source)) {
        return busy.apply("another pull of it is under way");
      }
      try {
        return turn.host().isEmpty()
            ? pull.get()
            : aloneAtHost(session, turn.host().get(), turn.patient(), pull, busy);
      } finally {
        ask(session, FREE, source);
      }
    } catch (SQLException fault) {
      throw new DataAccessResourceFailureException("the lock of a source cannot be had", fault);
    }
  }

  private <T> T aloneAtHost(
      Connection session, String host, boolean patient, Supplier<T> pull, Function<String, T> busy)
      throws SQLException {
    var lock = "courant host " + host;
    while (!ask(session, TRY, lock)) {
      if (!patient) {
        return busy.apply("another source of " + host + " is being pulled");
      }
      if (!stop.waits(LOOK)) {
        return busy.apply(
            "the process ends while another source of %s is being pulled; nothing was asked"
                .formatted(host));
      }
    }
    try {
      return pull.get();
    } finally {
      ask(session, FREE, lock);
    }
  }

  private static boolean ask(Connection session, String sql, String lock) throws SQLException {
    try (var statement = session.prepareStatement(sql)) {
      statement.setString(1, lock);
      try (var answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}
