package org.courant.command;

import java.util.Locale;

/// What a process is started for.
public enum Role {
  /// A server: schedules, sends and answers.
  SERVE,
  /// One command: reads or writes, then ends.
  COMMAND;

  /// The value of the property `courant.role`.
  public String property() {
    return name().toLowerCase(Locale.ROOT);
  }
}
