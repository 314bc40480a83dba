package org.courant.command;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// One server a data folder. The kernel frees the lock when the server dies, however it dies.
public final class ServerLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path note;

  private ServerLock(FileChannel channel, Path note) {
    this.channel = channel;
    this.note = note;
  }

  /// @throws StartFailure if another server runs on the folder; the message says where
  public static ServerLock take(Path data) {
    Path note = data.resolve("server.address");
    try {
      Files.createDirectories(data);
      FileChannel channel = FileChannel.open(data.resolve("server.lock"), CREATE, WRITE);
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartFailure("A server already runs on %s%s.".formatted(data, place(note)), null);
      }
      return new ServerLock(channel, note);
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder " + data + " cannot be locked", e);
    }
  }

  /// Leaves word for whoever tries to start a second one.
  public void announce(String address) {
    try {
      Files.writeString(note, "%s (process %d)".formatted(address, ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new UncheckedIOException("the server's address cannot be written to " + note, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(note);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the server's lock cannot be released", e);
    }
  }

  private static String place(Path note) throws IOException {
    return Files.exists(note) ? ": " + Files.readString(note) : "";
  }
}
