package org.courant.smtp;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A relay that is a folder: each message becomes a file `ada@example.org--ID.eml`, where ID is the
/// message's own, so that one sent again is still one file. A message is accepted once it is safe
/// on disk.
final class FolderWire implements Wire {
  private final Path folder;
  private String last = "";

  FolderWire(Path folder) throws IOException {
    try {
      this.folder = Files.createDirectories(folder);
    } catch (IOException problem) {
      throw new IOException("the folder cannot be made (%s)".formatted(why(problem)), problem);
    }
  }

  @Override
  public Answer exchange(Envelope envelope, byte[] message) {
    var name = "%s--%s".formatted(plain(envelope.to()), plain(envelope.id()));
    try {
      var draft = folder.resolve("." + name + ".part");
      write(draft, message);
      Files.move(draft, folder.resolve(name + ".eml"), ATOMIC_MOVE, REPLACE_EXISTING);
      last = "written to " + name + ".eml";
      return new Answer.Accepted(last);
    } catch (IOException problem) {
      last = "%s cannot be written: %s".formatted(folder, why(problem));
      return new Answer.Lost(Stage.DATA, last);
    }
  }

  /// The message of most of them is nothing but the path.
  private static String why(IOException problem) {
    var reason = problem instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? problem.getClass().getSimpleName() : reason;
  }

  private static void write(Path file, byte[] message) throws IOException {
    try (var out = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      var bytes = ByteBuffer.wrap(message);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /// No name leaves the folder or is too long for it.
  private static String plain(String text) {
    var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}@._+-]", "_");
    var visible = plain.startsWith(".") ? "_" + plain : plain;
    return visible.length() > 100 ? visible.substring(0, 100) : visible;
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public boolean answers() {
    return Files.isWritable(folder);
  }

  @Override
  public String transcript() {
    return last;
  }

  @Override
  public void close() {}
}
