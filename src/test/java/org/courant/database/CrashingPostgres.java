package org.courant.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of a test's own, of the same programs and with the same settings as the embedded
/// one, that can be made to crash.
public final class CrashingPostgres implements AutoCloseable {
  private static final String PASSWORD = "known to the tests only";
  private static final int PATIENCE_SECONDS = 120;

  private final Path binaries;
  private final Path cluster;
  private final Path log;
  private final PostgresProcess process;
  private final int port;

  /// Makes it in an empty folder, and starts it.
  public CrashingPostgres(Path folder, int port) throws IOException {
    Files.createDirectories(folder);
    this.binaries =
        PostgresBinaries.unpacked(Path.of(System.getProperty("user.home"), ".cache", "courant"));
    this.cluster = folder.resolve("cluster").toAbsolutePath();
    this.log = folder.resolve("postgres.log").toAbsolutePath();
    this.process = new PostgresProcess(binaries, log);
    this.port = port;
    process.create(cluster, PASSWORD);
    process.start(cluster, port);
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  public String user() {
    return EmbeddedPostgres.USER;
  }

  public String password() {
    return PASSWORD;
  }

  /// Ends it in immediate mode, which writes nothing down, and starts it again: it has to recover
  /// from its log.
  public void crash() throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(binaries.resolve("bin/pg_ctl").toString());
    command.addAll(List.of("stop", "-w", "-m", "immediate", "-D", cluster.toString()));
    var stop =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!stop.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || stop.exitValue() != 0) {
      throw new IOException("PostgreSQL does not stop; its own words are in " + log);
    }
    process.start(cluster, port);
  }

  @Override
  public void close() {
    process.stop(cluster);
  }
}
