package org.courant.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Work that two nodes would spoil for each other, such as what both do at their start: one
/// transaction at a time on the whole database.
@Component
public class NodesInTurn {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  NodesInTurn(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// Waits for its turn, then does the work, all of it or nothing; it sees what was done before.
  ///
  /// @param turn whose turn it is: works of different names do not wait for each other
  public void run(String turn, Runnable work) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("select pg_advisory_xact_lock(hashtextextended('courant turn ' || :turn, 0))")
              .param("turn", turn)
              .query(_ -> {});
          work.run();
        });
  }
}
