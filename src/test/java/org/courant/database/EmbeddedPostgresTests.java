package org.courant.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTests {
  @TempDir private Path folder;

  @Test
  void keepsWhatWasWrittenAndLetsNobodyInWithoutThePassword() throws Exception {
    try (var server = open();
        var connection = connect(server)) {
      connection
          .createStatement()
          .execute("create table kept (n int); insert into kept values (7)");
      assertThat(setting(connection, "fsync")).isEqualTo("on");
      assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(connection, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> DriverManager.getConnection(server.url(), "courant", "guess"))
          .isInstanceOf(SQLException.class);
    }
    try (var server = open();
        var connection = connect(server);
        var row = connection.createStatement().executeQuery("select n from kept")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(7);
    }
    assertThat(Files.exists(folder.resolve("postgres/cluster/postmaster.pid"))).isFalse();
  }

  @Test
  void replacesThePidFileOfAMachineThatWentDown() throws Exception {
    open().close();
    // The first process of the machine is alive and is no PostgreSQL.
    Files.writeString(
        folder.resolve("postgres/cluster/postmaster.pid"), "1\n/elsewhere\n0\n5432\n\n127.0.0.1\n");
    try (var server = open();
        var connection = connect(server)) {
      assertThat(connection.isValid(30)).isTrue();
    }
  }

  private EmbeddedPostgres open() {
    return new EmbeddedPostgres(folder, Path.of(System.getProperty("user.home"), ".cache/courant"));
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.url(), EmbeddedPostgres.USER, server.userPassword());
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var row = connection.createStatement().executeQuery("show " + name)) {
      row.next();
      return row.getString(1);
    }
  }
}
