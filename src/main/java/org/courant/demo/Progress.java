package org.courant.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Consumer;

/// One line that changes while a person waits; silent where nobody watches.
final class Progress implements Consumer<String> {
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter out;
  private final boolean watched =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  Progress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(String step) {
    if (watched) {
      out.print(CLEAR + step + " …");
      out.flush();
    }
  }

  void end() {
    if (watched) {
      out.print(CLEAR);
      out.flush();
    }
  }
}
