package org.courant.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder that the paths in a command's arguments are meant from. `scripts/` run Courant in its
/// own folder, wherever they are called, and name that place in the environment.
public final class CalledFrom {
  private CalledFrom() {}

  /// @param given a path as a person typed it
  public static Path path(String given) {
    return path(System.getenv("COURANT_CALLED_FROM"), given);
  }

  static Path path(@Nullable String place, String given) {
    return place == null ? Path.of(given) : Path.of(place).resolve(given);
  }
}
