package org.courant.database;

import java.nio.file.Path;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The data source is made from one of these, so it is closed before the embedded server stops.
@Configuration(proxyBeanMethods = false)
class DatabaseSetup {

  @Bean
  @ConditionalOnExpression("'${courant.database.url:}' == ''")
  EmbeddedPostgres embeddedPostgres(DatabaseSettings settings) {
    return new EmbeddedPostgres(Path.of(settings.data()), cache());
  }

  @Bean
  @ConditionalOnExpression("'${courant.database.url:}' == ''")
  JdbcConnectionDetails embeddedDetails(EmbeddedPostgres server) {
    return new Details(server.url(), EmbeddedPostgres.USER, new Secret(server.userPassword()));
  }

  @Bean
  @ConditionalOnExpression("'${courant.database.url:}' != ''")
  JdbcConnectionDetails givenDetails(DatabaseSettings settings) {
    DatabaseSettings.Server given = settings.database();
    return new Details(String.valueOf(given.url()), given.username(), given.password());
  }

  private static Path cache() {
    @Nullable String given = System.getenv("XDG_CACHE_HOME");
    Path caches =
        given == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
    return caches.resolve("courant");
  }

  private record Details(String url, @Nullable String user, @Nullable Secret password)
      implements JdbcConnectionDetails {
    @Override
    public @Nullable String getUsername() {
      return user;
    }

    @Override
    public @Nullable String getPassword() {
      return password == null ? null : password.value();
    }

    @Override
    public String getJdbcUrl() {
      return url;
    }
  }
}
