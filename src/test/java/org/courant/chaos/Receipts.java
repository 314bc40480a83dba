package org.courant.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The sink's record: a line for each message, written before anybody is told that it arrived.
final class Receipts implements AutoCloseable {
  private final Path file;
  private final BufferedWriter writer;
  private long lastAt = System.nanoTime();
  private int count;

  Receipts(Path file) throws IOException {
    this.file = file;
    this.writer = Files.newBufferedWriter(file);
  }

  synchronized void add(String address) throws IOException {
    writer.write(address);
    writer.newLine();
    writer.flush();
    count++;
    lastAt = System.nanoTime();
  }

  synchronized int count() {
    return count;
  }

  /// When the last one came, by `System.nanoTime`.
  synchronized long lastAt() {
    return lastAt;
  }

  /// How many messages each address has, as it was written down.
  Map<String, Integer> byAddress() throws IOException {
    var found = new HashMap<String, Integer>();
    try (var lines = Files.lines(file)) {
      lines.forEach(address -> found.merge(address, 1, Integer::sum));
    }
    return found;
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
