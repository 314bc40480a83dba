package org.courant.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

@CourantTest
class RunningServersTests {
  @Autowired private DataSource database;
  @Autowired private JsonMapper json;
  @Autowired private ConfigurableEnvironment environment;

  @Test
  void aServerWithAnotherConfigurationIsRefusedAndToldWhatDiffers() throws Exception {
    try (var other = new RunningServers(database, json, Duration.ofMillis(50))) {
      assertThatThrownBy(() -> other.enter(differing()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "courant.publication.title is \"Another\" here and \"The Test Courant\" there");
    }
  }

  /// The database notices a killed server a moment later than whoever starts the next one.
  @Test
  void aServerThatIsBeingBuriedIsWaitedFor() throws Exception {
    try (var dying = database.getConnection();
        var next = new RunningServers(database, json, Duration.ofMinutes(2))) {
      dying.createStatement().execute("select pg_advisory_lock(4711)");
      dying.createStatement().execute("insert into running_server values (4711, '{\"a\": \"b\"}')");
      Thread burial = Thread.ofVirtual().start(() -> unlockOnceAwaited(dying));
      assertThatCode(() -> next.enter(environment)).doesNotThrowAnyException();
      burial.join();
    }
  }

  private static void unlockOnceAwaited(Connection dying) {
    var awaited =
        "select count(*) > 0 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted";
    try (var statement = dying.createStatement()) {
      for (var seen = false; !seen; ) {
        try (var row = statement.executeQuery(awaited)) {
          seen = row.next() && row.getBoolean(1);
        }
      }
      statement.execute("select pg_advisory_unlock(4711)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerWithTheSameConfigurationJoins() throws Exception {
    try (var other = new RunningServers(database, json, Duration.ofMillis(50))) {
      assertThatCode(() -> other.enter(environment)).doesNotThrowAnyException();
    }
  }

  @Test
  void secretsAreNeitherComparedNorKept() {
    assertThat(DeclaredConfiguration.of(environment).values())
        .containsKey("courant.publication.title")
        .containsKey("courant.sources[0].kind")
        .doesNotContainKey("courant.sources[0].token")
        .doesNotContainKey("courant.secret");
  }

  private static ConfigurableEnvironment differing() {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new OriginTrackedMapPropertySource(
                "a file", Map.of("courant.publication.title", "Another")));
    return environment;
  }
}
