package org.courant.mailing;

import java.io.PrintWriter;
import org.courant.delivery.DeliveryState;

/// One recipient's message on the console.
final class DeliveryLines {
  private DeliveryLines() {}

  static void print(Deliveries.Row row, boolean talk, PrintWriter out) {
    var address = row.address().isEmpty() ? "(erased)" : row.address();
    out.printf("%-10s %s, %s%s%n", row.state().word(), address, tries(row), next(row));
    if (row.answer() != null) {
      out.printf("           %s%n", plain(row.answer()));
    }
    if (talk && row.talk() != null) {
      row.talk().lines().forEach(line -> out.printf("           | %s%n", plain(line)));
    }
  }

  private static String tries(Deliveries.Row row) {
    var tries = row.attempts() == 1 ? "1 try" : row.attempts() + " tries";
    return row.answered() == null ? tries : tries + ", the last at " + row.answered();
  }

  private static String next(Deliveries.Row row) {
    return row.state() == DeliveryState.DEFERRED ? ", the next at " + row.due() : "";
  }

  /// A relay's words do nothing to a terminal.
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
