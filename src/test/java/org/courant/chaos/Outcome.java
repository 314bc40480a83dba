package org.courant.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a run came to: the sink's record against the ledger.
///
/// @param rows the state of each recipient's row
/// @param receipts how many messages the sink has for each address
/// @param did how often the sink did what
/// @param verified what `courant verify` said
/// @param holds whether it said that the equation holds
/// @param notes what was seen on the way
/// @param troubles what went wrong on the way
record Outcome(
    Plan plan,
    Map<String, String> rows,
    Map<String, Integer> receipts,
    Map<Mischief, Integer> did,
    int kills,
    String verified,
    boolean holds,
    List<String> notes,
    List<String> troubles) {

  /// Everything that breaks the promise; empty when it was kept.
  List<String> broken() {
    var broken = new ArrayList<>(troubles);
    if (rows.size() != plan.readers()) {
      broken.add("%d readers, but %d rows".formatted(plan.readers(), rows.size()));
    }
    if (kills < plan.kills()) {
      broken.add("only %d of %d kills came while it was sent".formatted(kills, plan.kills()));
    }
    if (!holds || !verified.contains("frozen %d = ".formatted(plan.readers()))) {
      broken.add("the equation does not hold: " + verified);
    }
    if (uncertain() > plan.doubtful()) {
      broken.add("more in doubt than %d".formatted(plan.doubtful()));
    }
    rows.forEach(
        (address, state) -> {
          var had = receipts.getOrDefault(address, 0);
          if (!right(state, had)) {
            broken.add("%s is %s and has %d messages".formatted(address, state, had));
          }
        });
    receipts.keySet().stream()
        .filter(address -> !rows.containsKey(address))
        .forEach(address -> broken.add(address + " has a message, but no row"));
    return broken;
  }

  private static boolean right(String state, int had) {
    return switch (state) {
      case "SENT" -> had == 1;
      case "UNCERTAIN" -> had <= 1;
      default -> false;
    };
  }

  private long uncertain() {
    return rows.values().stream().filter("UNCERTAIN"::equals).count();
  }

  private long uncertainHad() {
    return rows.entrySet().stream()
        .filter(row -> row.getValue().equals("UNCERTAIN") && receipts.containsKey(row.getKey()))
        .count();
  }

  private long received(int times) {
    return rows.keySet().stream()
        .filter(address -> receipts.getOrDefault(address, 0) == times)
        .count();
  }

  String report() {
    var lines = new ArrayList<String>(notes);
    did.forEach(
        (mischief, times) -> lines.add("the sink: %s, %d".formatted(mischief.words(), times)));
    var once = received(1);
    var never = received(0);
    lines.add(
        "received once %d, more often %d, never %d"
            .formatted(once, rows.size() - once - never, never));
    lines.add("uncertain %d, of which the sink has %d".formatted(uncertain(), uncertainHad()));
    lines.add(
        "at most %d may be: window %d × connections %d × kills %d, and those taken without a word"
            .formatted(plan.doubtful(), Plan.WINDOW, Plan.CONNECTIONS, plan.kills()));
    lines.add("verify: " + verified.strip());
    var broken = broken();
    broken.stream().limit(20).forEach(what -> lines.add("BROKEN: " + what));
    lines.add(
        broken.isEmpty()
            ? "The promise was kept: nobody lost, nobody twice."
            : "The promise was broken %d times.".formatted(broken.size()));
    return String.join("\n", lines);
  }
}
