package org.courant.subscriber;

/// A row of a file that brings in nobody. `toString` is the line to print.
public record RefusedRow(long line, String address, String reason) {
  @Override
  public String toString() {
    return address.isEmpty() || reason.contains(address)
        ? "line %d: %s".formatted(line, reason)
        : "line %d: %s: %s".formatted(line, address, reason);
  }
}
