package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.courant.article.ItemDraft.item;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.courant.CourantTest;
import org.courant.TestClock;
import org.courant.article.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class FeedListenerTests {
  /// Later than every other test's articles: a feed shows the newest.
  private static final Instant NOW = Instant.parse("2098-03-03T08:00:00Z");

  @Autowired private Ledger ledger;
  @Autowired private Feeds feeds;
  @Autowired private ApplicationContext context;
  @Autowired private DataSource dataSource;
  @Autowired private JdbcClient jdbc;
  @Autowired private TestClock clock;

  private String change(String title) {
    ledger.record(
        item("listened", "1").titled(title).published(NOW.minusSeconds(60)).incoming(), null, NOW);
    ledger.announce(NOW);
    return feeds.serving("all").orElseThrow().version();
  }

  /// One day for all: it decides which withdrawals a feed still tells of.
  @BeforeEach
  void oneDay() {
    clock.set(NOW);
  }

  @AfterEach
  void setTheClockBack() {
    clock.set(TestClock.START);
  }

  @Test
  void anotherNodeServesAChangeAtOnceAndAfterItsConnectionBroke() {
    var node = FeedNode.start(context);
    // At one time, as nodes are: what was withdrawn long ago is no longer told.
    var time = new TestClock();
    time.set(NOW);
    var listener = new FeedListener(node, dataSource, time);
    listener.start();
    try {
      var first = change("One");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> node.serving("all").orElseThrow().version().equals(first));

      jdbc.sql(
              "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen courant%'")
          .query(Boolean.class)
          .list();
      var second = change("Two");
      assertThat(second).isNotEqualTo(first);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> node.serving("all").orElseThrow().version().equals(second));
    } finally {
      listener.stop();
    }
    assertThat(listener.isRunning()).isFalse();
  }

  @Test
  void aConnectionThatBrokeIsNotHandedToTheNextWhoAsks() throws Exception {
    try (var pool = new HikariDataSource()) {
      var shared = dataSource.unwrap(HikariDataSource.class);
      pool.setJdbcUrl(shared.getJdbcUrl());
      pool.setUsername(shared.getUsername());
      pool.setPassword(shared.getPassword());
      pool.setMaximumPoolSize(1);
      int session = sessionOf(pool);
      var listener = new FeedListener(feeds, pool, clock);
      listener.start();
      try {
        await().atMost(Duration.ofSeconds(20)).until(() -> listening(session));
        jdbc.sql("select pg_terminate_backend(:pid)")
            .param("pid", session)
            .query(Boolean.class)
            .single();

        // The only one there is: it comes as soon as the listener has given it back.
        assertThat(sessionOf(pool)).isNotEqualTo(session);
      } finally {
        listener.stop();
      }
    }
  }

  private static int sessionOf(DataSource pool) throws SQLException {
    try (var connection = pool.getConnection();
        var answer = connection.createStatement().executeQuery("select pg_backend_pid()")) {
      answer.next();
      return answer.getInt(1);
    }
  }

  private boolean listening(int session) {
    return jdbc.sql("select query like 'listen courant%' from pg_stat_activity where pid = :pid")
        .param("pid", session)
        .query(Boolean.class)
        .single();
  }
}
