package org.courant.node;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This process as an owner of rows. It lives as long as its session holds an advisory lock:
/// PostgreSQL drops the lock at the very moment the process or its connection is gone, so no
/// time-out has to be guessed. A number is used once, so a new process is never taken for an old
/// one.
public final class Node implements AutoCloseable {
  /// The first key of the lock; the second is the node's number.
  static final int LOCKS = 1_668_247_155;

  private static final String LOCK = "select pg_advisory_lock(?, ?)";
  private static final String UNLOCK = "select pg_advisory_unlock(?, ?)";

  /// The numbers of the nodes that live.
  public static final String LIVING =
      """
      select l.objid::int from pg_locks l join pg_database b on b.oid = l.database
      where b.datname = current_database() and l.locktype = 'advisory' and l.granted
        and l.classid = 1668247155 and l.objsubid = 2""";

  /// The first key of the lock that a node holds while it reaches no relay.
  private static final int CUT_OFF = LOCKS + 1;

  /// Answers whether none of the nodes that live reaches a relay.
  public static final String ALL_CUT_OFF =
      """
      not exists (%s except %s)"""
          .formatted(LIVING, LIVING.replace(String.valueOf(LOCKS), String.valueOf(CUT_OFF)));

  private static final Logger log = LoggerFactory.getLogger(Node.class);

  private final DataSource database;
  private final int id;
  private @Nullable Connection session;
  private boolean cutOff;

  private Node(DataSource database, Connection session, int id) {
    this.database = database;
    this.session = session;
    this.id = id;
  }

  /// Draws a number and takes its lock.
  public static Node join(DataSource database) throws SQLException {
    var session = database.getConnection();
    try (var statement = session.createStatement();
        var row = statement.executeQuery("select nextval('sending_node')::int")) {
      row.next();
      var node = new Node(database, session, row.getInt(1));
      node.call(session, LOCK, LOCKS);
      return node;
    }
  }

  public int id() {
    return id;
  }

  /// True when the lock is held, if need be by a new session: after PostgreSQL restarted, others
  /// may have taken this node for dead, and then its rows are no longer claimed, which the next
  /// mark sees.
  public boolean alive() {
    try {
      if (session != null && session.isValid(5)) {
        return true;
      }
      forget();
      session = database.getConnection();
      call(session, LOCK, LOCKS);
      cutOff = false;
      log.info("Sending node {} found the database again", id);
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  /// Tells the others whether this node reaches a relay.
  public void cutOff(boolean now) throws SQLException {
    if (now != cutOff && session != null) {
      call(session, now ? LOCK : UNLOCK, CUT_OFF);
      cutOff = now;
    }
  }

  /// The numbers of the nodes that live, in their order; this one is among them unless it lost its
  /// session.
  public List<Integer> living() throws SQLException {
    var found = new ArrayList<Integer>();
    if (session == null) {
      return found;
    }
    try (var statement = session.createStatement();
        var rows = statement.executeQuery(LIVING + " order by 1")) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }

  private void call(Connection on, String sql, int key) throws SQLException {
    try (var statement = on.prepareStatement(sql)) {
      statement.setInt(1, key);
      statement.setInt(2, id);
      statement.execute();
    }
  }

  /// The session goes back to a pool, so the locks are dropped by name.
  @Override
  public void close() {
    try {
      if (session != null && session.isValid(5)) {
        cutOff(false);
        call(session, UNLOCK, LOCKS);
      }
    } catch (SQLException problem) {
      log.debug("The lock of sending node {} went with its session", id, problem);
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException problem) {
      log.debug("The session of sending node {} was gone already", id, problem);
    } finally {
      session = null;
    }
  }
}
