package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.courant.smtp.RelayHealth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/// One node's part of the connections that all nodes may have open together. What it may open it
/// has a lease for first, and what it gives up it still has a lease for until it is closed: so
/// there are never more than the cap.
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  /// A node that cannot renew its leases opens nothing and keeps nothing, well before the others
  /// take it for dead.
  static final Duration MINE = ConnectionLeases.LENGTH.minusSeconds(10);

  private static final class Part {
    /// Of all nodes together.
    private final int cap;

    private int goal;
    private int leased;
    private int allowed;
    private int open;

    Part(int cap) {
      this.cap = cap;
    }
  }

  private final ConnectionLeases leases;
  private final UUID node = UUID.randomUUID();
  private final Map<String, Part> parts = new HashMap<>();
  private @Nullable Instant until;
  private volatile boolean none;

  /// @param caps the number of connections, by `Limits.relay` of a relay or `Limits.ALL`
  Connections(Map<String, Integer> caps, ConnectionLeases leases) {
    this.leases = leases;
    caps.forEach((key, cap) -> parts.put(key, new Part(cap)));
  }

  /// True when one more may be opened, which is then this node's.
  synchronized boolean take(String relay, Instant now) {
    var of = of(relay);
    if ((!of.isEmpty() && lapsed(now)) || of.stream().anyMatch(part -> part.open >= part.allowed)) {
      return false;
    }
    of.forEach(part -> part.open++);
    return true;
  }

  /// One that was taken is closed.
  synchronized void left(String relay) {
    of(relay).forEach(part -> part.open--);
  }

  /// True when more are open than may be.
  synchronized boolean surplus(String relay, Instant now) {
    var of = of(relay);
    return (!of.isEmpty() && lapsed(now)) || of.stream().anyMatch(part -> part.open > part.allowed);
  }

  /// True when the other nodes have all connections to all relays.
  boolean none() {
    return none;
  }

  private boolean lapsed(Instant now) {
    return until == null || !now.isBefore(until);
  }

  private List<Part> of(String relay) {
    return parts.isEmpty()
        ? List.of()
        : Stream.of(Limits.ALL, Limits.relay(relay))
            .map(parts::get)
            .filter(Objects::nonNull)
            .toList();
  }

  /// Gets this node's part for the time to come.
  void renew(List<RelayHealth> relays, Instant now) {
    if (parts.isEmpty()) {
      return;
    }
    try {
      leases.renew(node, all -> decided(all, relays));
      leased(relays, now.plus(MINE));
    } catch (DataAccessException | TransactionException problem) {
      log.debug("Connections cannot be shared out now: {}", problem.getMessage());
    }
  }

  /// Says that this node is no more; what it could not close lapses.
  void end() {
    if (!parts.isEmpty()) {
      leases.renew(node, _ -> decided(List.of(), List.of()));
    }
  }

  /// From now on this node opens no more than its part, so what is open then can only become less.
  private synchronized Map<String, Integer> decided(
      List<ConnectionLeases.Held> all, List<RelayHealth> relays) {
    var held = new HashMap<String, Integer>();
    parts.forEach(
        (key, part) -> {
          var holders = all.stream().filter(holder -> holder.key().equals(key)).toList();
          var others = holders.stream().filter(holder -> !holder.node().equals(node));
          var left = part.cap - others.mapToInt(ConnectionLeases.Held::connections).sum();
          var wanted = wanted(key, relays);
          part.goal = wanted ? share(holders).part(part.cap) : 0;
          part.allowed = Math.min(part.allowed, part.goal);
          part.leased = Math.max(part.open, Math.min(part.goal, left));
          if (wanted || part.leased > 0) {
            held.put(key, part.leased);
          }
        });
    return held;
  }

  private synchronized void leased(List<RelayHealth> relays, Instant lapses) {
    parts.values().forEach(part -> part.allowed = Math.min(part.goal, part.leased));
    until = lapses;
    none =
        relays.stream()
            .allMatch(r -> of(r.relay()).stream().anyMatch(p -> p.allowed == 0 && p.open == 0));
  }

  /// What this node cannot reach is the others'.
  private static boolean wanted(String key, List<RelayHealth> relays) {
    return relays.stream()
        .filter(relay -> key.equals(Limits.ALL) || key.equals(Limits.relay(relay.relay())))
        .anyMatch(relay -> relay.state() != RelayHealth.State.RESTING);
  }

  /// Whoever has most comes first: with fewer connections than nodes, those that have one keep it.
  private Share share(List<ConnectionLeases.Held> holders) {
    var mine =
        holders.stream()
            .filter(holder -> holder.node().equals(node))
            .findFirst()
            .orElse(new ConnectionLeases.Held("", node, 0));
    var order =
        Comparator.comparingInt(ConnectionLeases.Held::connections)
            .reversed()
            .thenComparing(ConnectionLeases.Held::node);
    var others = holders.stream().filter(holder -> !holder.node().equals(node)).toList();
    var before = (int) others.stream().filter(other -> order.compare(other, mine) < 0).count();
    return new Share(before, others.size() + 1);
  }
}
