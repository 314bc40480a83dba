package org.courant.database;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The PostgreSQL programs that the jar carries, unpacked once a machine and version.
final class PostgresBinaries {
  private PostgresBinaries() {}

  /// The folder with `bin/`, `lib/` and `share/`; unpacked if it is not there yet.
  static Path unpacked(Path cache) {
    String resource = resource();
    try {
      Path folder = cache.resolve("postgres-" + checksum(resource));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(cache);
        Path draft = Files.createTempDirectory(cache, "postgres-unpacking-");
        unpack(resource, draft);
        publish(draft, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new DatabaseUnavailable(
          "The embedded PostgreSQL cannot be unpacked below %s: %s."
              .formatted(cache, e.getMessage()),
          e);
    }
  }

  /// Another process may have unpacked the same meanwhile; its copy is as good.
  private static void publish(Path draft, Path folder) throws IOException {
    try {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(draft, folder, ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      try (var paths = Files.walk(draft)) {
        for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static String resource() {
    String architecture =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    return "/postgres-%s-%s.txz".formatted(system, architecture);
  }

  private static InputStream open(String resource) {
    @Nullable InputStream stream = PostgresBinaries.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new DatabaseUnavailable(
          "This build of Courant carries no PostgreSQL for this machine: build it here, or set COURANT_DATABASE_URL.");
    }
    return new BufferedInputStream(stream);
  }

  private static String checksum(String resource) throws IOException {
    try (var stream = new CheckedInputStream(open(resource), new CRC32C())) {
      stream.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().toHexDigits(stream.getChecksum().getValue(), 8);
    }
  }

  private static void unpack(String resource, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(open(resource)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry leads outside: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
