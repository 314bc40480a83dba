package org.courant.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

  @Test
  void adoptsTheServerThatAKilledProcessLeft() throws Exception {
    Process other = otherProcess();
    String url = other.inputReader().readLine();
    other.destroyForcibly().waitFor();
    try (var server = open();
        var connection = connect(server)) {
      assertThat(server.url()).isEqualTo(url);
      assertThat(connection.isValid(30)).isTrue();
    }
    assertThat(Files.exists(folder.resolve("postgres/cluster/postmaster.pid"))).isFalse();
  }

  @Test
  void staysForTheOtherProcessThatUsesIt() throws Exception {
    Process other = otherProcess();
    String url = other.inputReader().readLine();
    open().close();
    assertThat(Files.exists(folder.resolve("postgres/cluster/postmaster.pid"))).isTrue();
    other.outputWriter().close();
    assertThat(other.waitFor()).as("it could still stop the server at %s", url).isZero();
    assertThat(Files.exists(folder.resolve("postgres/cluster/postmaster.pid"))).isFalse();
  }

  private Process otherProcess() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Opener.class.getName(),
            folder.toString())
        .start();
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

  /// Another process that uses the folder's server until its input ends or it is killed.
  static final class Opener {
    public static void main(String[] arguments) throws Exception {
      Path cache = Path.of(System.getProperty("user.home"), ".cache/courant");
      try (var server = new EmbeddedPostgres(Path.of(arguments[0]), cache)) {
        System.out.println(server.url());
        System.in.read();
      }
    }
  }
}
