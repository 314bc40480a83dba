package org.courant.mailing;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.courant.delivery.MailingState;
import org.springframework.dao.DataAccessException;

/// Follows mailings on the console until they end or a person has seen enough: one line that
/// changes on a terminal, else a line every few seconds.
final class Watch {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int PLAIN_EVERY = 5;
  private static final String CLEAR = "\r\033[K";

  private final Looks looks;
  private final Clock clock;
  private final PrintWriter out;
  private final boolean terminal;
  private final Pace pace = new Pace();
  private Map<String, MailingState> told = Map.of();
  private int looked;

  Watch(Looks looks, Clock clock, PrintWriter out) {
    this(
        looks,
        clock,
        out,
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  Watch(Looks looks, Clock clock, PrintWriter out, boolean terminal) {
    this.looks = looks;
    this.clock = clock;
    this.out = out;
    this.terminal = terminal;
  }

  /// Until this one ends: 0 when it is finished, 1 when it was cancelled.
  int follow(String name) {
    return until(() -> looks.named(name).stream().toList(), MailingProgress::underWay);
  }

  /// A standing mailing never ends: until nothing of it waits.
  int followStanding(String name) {
    out.printf(
        "%s is a standing mailing, which never ends; it is shown while something of it waits.%n",
        name);
    return until(
        () -> looks.named(name).stream().toList(), one -> one.underWay() && one.done() < 1);
  }

  /// Until none is under way. A standing mailing never ends: it is under way while something waits.
  ///
  /// @param standing the names of such
  int followAll(Collection<String> standing) {
    Predicate<MailingProgress> under =
        one -> one.underWay() && (one.done() < 1 || !standing.contains(one.name()));
    if (looks.underWay(List.of()).stream().noneMatch(under)) {
      out.println("No mailing is under way.");
      return 0;
    }
    return until(() -> looks.underWay(told.keySet()), under);
  }

  private interface Look {
    List<MailingProgress> take();
  }

  private int until(Look look, Predicate<MailingProgress> under) {
    try (var interrupt = new Interrupt()) {
      try {
        while (true) {
          var seen = pace.of(look.take(), clock.instant());
          var over = seen.stream().map(Moving::mailing).noneMatch(under);
          show(seen, over);
          if (over) {
            return seen.stream().anyMatch(Watch::cancelled) ? 1 : 0;
          }
          if (!interrupt.pause(LOOK)) {
            return ended();
          }
        }
      } catch (DataAccessException problem) {
        // An end of the process also ends its connections to the database.
        if (interrupt.pause(LOOK)) {
          throw problem;
        }
        return ended();
      }
    }
  }

  private int ended() {
    if (terminal) {
      out.println();
      out.flush();
    }
    return Interrupt.STATUS;
  }

  private void show(List<Moving> seen, boolean over) {
    var states =
        seen.stream()
            .map(Moving::mailing)
            .collect(Collectors.toMap(MailingProgress::name, MailingProgress::state));
    var domains = looks.waitingDomains(seen);
    var lines = seen.stream().map(one -> one.line() + one.waits(domains)).toList();
    if (terminal) {
      var line = String.join(" | ", lines);
      out.print(CLEAR + fitting(line) + (over ? System.lineSeparator() : ""));
    } else if (over || !states.equals(told) || looked % PLAIN_EVERY == 0) {
      lines.forEach(out::println);
    }
    out.flush();
    told = states;
    looked++;
  }

  /// A line that wraps could not be written over.
  private static String fitting(String line) {
    var columns = System.getenv("COLUMNS");
    var width =
        columns != null && columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : 80;
    return line.length() < width ? line : line.substring(0, width - 2) + "…";
  }

  private static boolean cancelled(Moving one) {
    return one.mailing().state() == MailingState.CANCELLED;
  }
}
