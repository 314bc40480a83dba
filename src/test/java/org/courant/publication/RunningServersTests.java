package org.courant.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    try (var other = new RunningServers(database, json)) {
      assertThatThrownBy(() -> other.enter(differing()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              "courant.publication.title is \"Another\" here and \"The Test Courant\" there");
    }
  }

  @Test
  void aServerWithTheSameConfigurationJoins() throws Exception {
    try (var other = new RunningServers(database, json)) {
      assertThatCode(() -> other.enter(environment)).doesNotThrowAnyException();
    }
  }

  @Test
  void secretsAreNeitherComparedNorKept() {
    assertThat(DeclaredConfiguration.of(environment).values())
        .containsKey("courant.publication.title")
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
