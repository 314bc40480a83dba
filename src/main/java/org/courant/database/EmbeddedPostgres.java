package org.courant.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The installation's own PostgreSQL, in its data folder.
final class EmbeddedPostgres implements AutoCloseable {
  static final String USER = "courant";

  /// The lines of postmaster.pid that are read (PostgreSQL, `src/include/utils/pidfile.h`).
  private static final int PID_LINE = 0;

  private static final int PORT_LINE = 3;

  private final Path folder;
  private final FolderLocks locks;
  private final PostgresProcess process;
  private final String password;
  private final int port;

  /// Adopts the folder's live server, or starts it; makes it at the first time.
  EmbeddedPostgres(Path dataFolder, Path cache) {
    this.folder = dataFolder.resolve("postgres").toAbsolutePath();
    try {
      this.locks = new FolderLocks(folder);
      try (FileLock _ = locks.takeTurn()) {
        this.process =
            new PostgresProcess(PostgresBinaries.unpacked(cache), folder.resolve("postgres.log"));
        this.password = password();
        locks.enter();
        this.port = adopted().orElseGet(this::started);
      }
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL's folder %s cannot be used: %s."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  String url() {
    return url(port);
  }

  String userPassword() {
    return password;
  }

  /// Stops the server unless another process uses it.
  @Override
  public void close() throws IOException {
    try (locks;
        FileLock _ = locks.takeTurn()) {
      if (locks.leaveAsLast()) {
        process.stop(cluster());
      }
    }
  }

  private Path cluster() {
    return folder.resolve("cluster");
  }

  private Optional<Integer> adopted() throws IOException {
    Path pidFile = cluster().resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() > PORT_LINE && isPostgres(Long.parseLong(lines.get(PID_LINE).strip()))) {
      int live = Integer.parseInt(lines.get(PORT_LINE).strip());
      awaitAnswer(live);
      return Optional.of(live);
    }
    // Left by a machine that went down: its process id may belong to somebody else by now, which
    // PostgreSQL takes
    // for a live server.
    Files.delete(pidFile);
    return Optional.empty();
  }

  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.endsWith("postgres"))
        .isPresent();
  }

  private int started() {
    try {
      if (!Files.exists(cluster().resolve("PG_VERSION"))) {
        process.create(cluster(), password);
      }
      int free = freePort();
      process.start(cluster(), free);
      awaitAnswer(free);
      return free;
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL's folder %s cannot be used: %s."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer(int live) {
    DriverManager.setLoginTimeout(90);
    try (var connection = DriverManager.getConnection(url(live), USER, password)) {
      if (!connection.isValid(90)) {
        throw new DatabaseUnavailable(
            "The embedded PostgreSQL in %s does not answer.".formatted(folder));
      }
    } catch (SQLException e) {
      throw new DatabaseUnavailable(
          "The PostgreSQL that runs in %s does not let us in: %s."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  private String password() throws IOException {
    Path file = folder.resolve("password");
    if (!Files.exists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      var owner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Path draft = Files.createTempFile(folder, "password", ".new", owner);
      Files.writeString(draft, HexFormat.of().formatHex(random));
      Files.move(draft, file, ATOMIC_MOVE);
    }
    return Files.readString(file).strip();
  }
}
