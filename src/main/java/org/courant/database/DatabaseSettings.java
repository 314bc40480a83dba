package org.courant.database;

import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the database is.
///
/// @param database a PostgreSQL of the operator's own; none means the embedded one
/// @param data the folder of the embedded server
@ConfigurationProperties("courant")
@Validated
record DatabaseSettings(@DefaultValue Server database, @DefaultValue("data") String data) {

  DatabaseSettings {
    String url = database.url();
    if (url != null && !url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "COURANT_DATABASE_URL has to begin with jdbc:postgresql: as in"
              + " jdbc:postgresql://db.example.org:5432/courant");
    }
  }

  /// @param url JDBC address of the PostgreSQL
  /// @param username its user
  /// @param password that user's password, from the environment
  record Server(@Nullable String url, @Nullable String username, @Nullable Secret password) {}
}
