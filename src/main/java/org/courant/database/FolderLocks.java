package org.courant.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The locks by which processes share one embedded server: each user holds `users` shared, and
/// whoever starts or stops the server holds `turn` alone. The kernel frees both when a process
/// dies, however it dies.
final class FolderLocks implements Closeable {
  private final FileChannel turn;
  private final FileChannel users;
  private @Nullable FileLock using;

  FolderLocks(Path folder) throws IOException {
    Files.createDirectories(folder);
    turn = FileChannel.open(folder.resolve("turn.lock"), CREATE, WRITE);
    users = FileChannel.open(folder.resolve("users.lock"), CREATE, READ, WRITE);
  }

  /// Waits until no other process starts or stops the server.
  FileLock takeTurn() throws IOException {
    return turn.lock();
  }

  void enter() throws IOException {
    using = users.lock(0, Long.MAX_VALUE, true);
  }

  /// Gives up this process's use; true when no other process uses the server. Call it while holding
  /// the turn.
  boolean leaveAsLast() throws IOException {
    if (using != null) {
      using.release();
      using = null;
    }
    try (FileLock alone = users.tryLock()) {
      return alone != null;
    }
  }

  @Override
  public void close() throws IOException {
    turn.close();
    users.close();
  }
}
