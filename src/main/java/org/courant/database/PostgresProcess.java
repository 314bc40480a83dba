package org.courant.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the PostgreSQL programs. PostgreSQL refuses to run as root, so there they run in a user
/// namespace of their own, in which they are nobody in particular.
final class PostgresProcess {
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final int PATIENCE_SECONDS = 120;

  private final Path binaries;
  private final Path log;
  private final boolean asRoot;

  PostgresProcess(Path binaries, Path log) {
    this.binaries = binaries;
    this.log = log;
    this.asRoot = "root".equals(System.getProperty("user.name"));
    if (asRoot && !succeeds(List.of("unshare", "--user", "true"))) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL cannot run as root on this machine, which allows no user namespaces: run Courant"
              + " as another user, or set COURANT_DATABASE_URL to a PostgreSQL of your own.");
    }
  }

  /// A new cluster with a password for its one user, `courant`, who may connect by SCRAM only. It
  /// is made beside its place and moved there, so that a kill leaves none that is half made.
  void create(Path cluster, String password) throws IOException {
    Path draft = cluster.resolveSibling("cluster-" + ProcessHandle.current().pid());
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path passwordFile = Files.createTempFile(cluster.getParent(), "password", ".new", owner);
    try {
      Files.writeString(passwordFile, password + "\n");
      run(
          "initdb",
          "-D",
          draft.toString(),
          "-U",
          "courant",
          "--pwfile=" + passwordFile,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--no-instructions");
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(draft, cluster);
  }

  void start(Path cluster, int port) {
    String options =
        ("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c synchronous_commit=on"
                + " -c full_page_writes=on -c password_encryption=scram-sha-256 -c max_connections=100 -c timezone=UTC")
            .formatted(port);
    run(
        "pg_ctl",
        "start",
        "-w",
        "-t",
        "90",
        "-D",
        cluster.toString(),
        "-l",
        log.toString(),
        "-o",
        options);
  }

  void stop(Path cluster) {
    run("pg_ctl", "stop", "-w", "-t", "90", "-m", "fast", "-D", cluster.toString());
  }

  private void run(String program, String... arguments) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    if (!succeeds(command)) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL failed at \"%s %s\"; its own words are in %s."
              .formatted(program, arguments[0], log));
    }
  }

  /// The programs' output goes to the log: a pipe would stay open as long as the server that
  /// inherits it.
  private boolean succeeds(List<String> command) {
    var whole = new ArrayList<String>();
    if (asRoot && !command.getFirst().equals("unshare")) {
      whole.addAll(NAMESPACE);
    }
    whole.addAll(command);
    try {
      var builder = new ProcessBuilder(whole).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("The start of the embedded PostgreSQL was interrupted.", e);
    }
  }
}
