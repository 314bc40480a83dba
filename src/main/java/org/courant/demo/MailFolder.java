package org.courant.demo;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The accepted mails, one `.eml` file each: the bytes as they came (RFC 5322).
final class MailFolder {
  private static final String ENDING = ".eml";

  private final Path folder;

  MailFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// Writes a mail that is safe on disk when this returns. A second mail to one reader gets a
  /// number, so that a repetition is there to be seen.
  synchronized void keep(String recipient, byte[] mail) throws IOException {
    Path draft = Files.createTempFile(folder, "accepting-", ".part");
    Files.write(draft, mail);
    try (FileChannel channel = FileChannel.open(draft, READ)) {
      channel.force(true);
    }
    String stem = recipient.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9@._+-]", "_");
    Path target = folder.resolve(stem + ENDING);
    for (int copy = 2; Files.exists(target); copy++) {
      target = folder.resolve("%s--%d%s".formatted(stem, copy, ENDING));
    }
    Files.move(draft, target, ATOMIC_MOVE);
  }

  /// How many mails there are.
  int count() {
    return names().size();
  }

  /// The names of at most `limit` mails after the first `skipped`, newest first.
  List<String> page(int skipped, int limit) {
    return names().stream().skip(skipped).limit(limit).toList();
  }

  Optional<InputStream> open(String name) {
    Path file = folder.resolve(name).normalize();
    if (!name.endsWith(ENDING) || !folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.newInputStream(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the mail " + file + " cannot be read", e);
    }
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .sorted(Comparator.comparing(MailFolder::age).reversed().thenComparing(Path::toString))
          .map(file -> file.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the mails in " + folder + " cannot be listed", e);
    }
  }

  private static java.nio.file.attribute.FileTime age(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
