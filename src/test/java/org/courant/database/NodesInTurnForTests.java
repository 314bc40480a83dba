package org.courant.database;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/// Turns on a database of a test's own, for the tests of every module.
public final class NodesInTurnForTests {
  private NodesInTurnForTests() {}

  public static NodesInTurn on(DataSource database) {
    return new NodesInTurn(JdbcClient.create(database), new DataSourceTransactionManager(database));
  }
}
