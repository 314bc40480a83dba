package org.courant.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.courant.CourantTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@CourantTest
class HearingTests {
  private static final Duration NEVER = Duration.ofHours(1);

  @Autowired private DataSource dataSource;
  @Autowired private JdbcClient jdbc;
  private final String channel = "heard_" + UUID.randomUUID().toString().replace("-", "");
  private final AtomicInteger acts = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void end() {
    over.set(true);
  }

  @Test
  void actsWhenItBeginsToListenAndWhenSomethingIsNotified() throws Exception {
    var hearing = hear(NEVER);
    await().until(() -> acts.get() == 1);
    jdbc.sql("select pg_notify(:channel, '')").param("channel", channel).query(_ -> {});
    await().until(() -> acts.get() == 2);
    over.set(true);
    hearing.join();
    assertThat(acts).hasValue(2);
  }

  @Test
  void actsAgainWhenItsConnectionBrokeSinceNobodyKnowsWhatItMissed() {
    hear(NEVER);
    await().until(() -> acts.get() == 1);
    jdbc.sql("select pg_terminate_backend(pid) from pg_stat_activity where query = :listen")
        .param("listen", "listen " + channel)
        .query(Boolean.class)
        .single();
    await().until(() -> acts.get() == 2);
  }

  @Test
  void actsFromTimeToTimeThoughNothingIsNotified() {
    hear(Duration.ofMillis(1));
    await().until(() -> acts.get() >= 3);
  }

  private Thread hear(Duration look) {
    return Thread.ofVirtual()
        .start(new Hearing(dataSource, channel, acts::incrementAndGet, look, over::get));
  }
}
