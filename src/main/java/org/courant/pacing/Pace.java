package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.courant.smtp.Admission;
import org.courant.smtp.Denial;
import org.courant.smtp.RelayHealth;
import org.jspecify.annotations.Nullable;

/// How one node's lines keep to all limits. A line asks which rows may leave in its next window,
/// says when that window is over, and tells what domains answered.
public final class Pace {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final Limits limits;
  private final Leases leases;
  private final Connections connections;
  private final Domains domains;
  private final ReentrantLock lock = new ReentrantLock();
  private final Gates gates;
  private volatile Share share = Share.ALONE;
  private @Nullable Instant looked;
  private @Nullable Instant forgotten;

  Pace(Limits limits, Leases leases, Connections connections, Domains domains) {
    this.limits = limits;
    this.leases = leases;
    this.connections = connections;
    this.domains = domains;
    this.gates = new Gates(limits, domains, new Tokens(leases));
  }

  /// True when nothing is limited and no domain is in trouble: there is nothing to ask.
  public boolean free() {
    return limits.none() && domains.calm();
  }

  /// Looks, once a second at most, at what other nodes know of domains, at who lives, and at which
  /// connections are this node's.
  ///
  /// @param living this node among those that live
  /// @param relays how they do here
  /// @return true when rows that were put off should be looked at again, because a domain may have
  ///   mail sooner than they were told
  public boolean look(Supplier<Share> living, Supplier<List<RelayHealth>> relays, Instant now) {
    if (looked != null && now.isBefore(looked.plus(LOOK)) && !now.isBefore(looked)) {
      return false;
    }
    looked = now;
    connections.renew(relays.get(), now);
    var freed = domains.look(now);
    if (!limits.none()) {
      share = living.get();
    }
    return freed;
  }

  /// Tells the operator of domains that were paused lately, and forgets what is over.
  public void tell(Instant now) {
    domains.tell();
    if (forgotten == null || !now.isBefore(forgotten.plus(FORGET))) {
      leases.forget(now);
      domains.forget(now);
      forgotten = now;
    }
  }

  /// Lets lines open connections, at the time that it is then.
  public Admission admission(InstantSource clock) {
    return new Admission() {
      @Override
      public Optional<Denial> enter(String relay) {
        return Pace.this.enter(relay, clock.instant());
      }

      @Override
      public void left(String relay) {
        connections.left(relay);
      }
    };
  }

  private Optional<Denial> enter(String relay, Instant now) {
    var spent = spent(relay, now);
    if (spent.isPresent()) {
      return Optional.of(usedUp(relay, spent.get()));
    }
    return connections.take(relay, now) ? Optional.empty() : Optional.of(inUse(relay));
  }

  private static Denial inUse(String relay) {
    var why = relay + ": all connections are in use that the servers may have together";
    return new Denial(why, Duration.ZERO, Denial.Kind.BUSY);
  }

  /// It may go on sooner, when a window gives back what it did not use.
  private static Denial usedUp(String relay, Instant until) {
    return new Denial(
        relay + ": its warm-up's messages of today are used up; it goes on at " + until,
        Duration.ZERO,
        Denial.Kind.AWAY);
  }

  /// False when a connection to this relay should not begin another window.
  public boolean keeps(String relay, Instant now) {
    return spent(relay, now).isEmpty() && !connections.surplus(relay, now);
  }

  /// True when this node can send nothing, because the others have all connections.
  public boolean idle() {
    return connections.none();
  }

  /// The node ends: what it had of the connections is the others'.
  public void end() {
    connections.end();
  }

  private Optional<Instant> spent(String relay, Instant now) {
    if (limits.none()) {
      return Optional.empty();
    }
    lock.lock();
    try {
      return gates.spent(relay, now);
    } finally {
      lock.unlock();
    }
  }

  /// Which of these rows, in their order, may leave by this relay, `most` at most. What is taken is
  /// spent. Call `over` when the window has ended.
  public <T> Choice<T> choose(
      List<T> rows, Function<T, String> domain, int most, String relay, Instant now) {
    if (free()) {
      return Choice.of(rows.subList(0, Math.min(most, rows.size())));
    }
    lock.lock();
    try {
      return gates.choose(rows, row -> limits.key(domain.apply(row)), most, relay, share, now);
    } finally {
      lock.unlock();
    }
  }

  /// When rows that were passed over are worth looking at again. It is asked once for all rows that
  /// stay behind together: each answer lets the next ones come later.
  public <T> Instant later(List<T> passed, Function<T, String> domain, Instant now) {
    var keys = new HashMap<String, Integer>();
    passed.forEach(row -> keys.merge(limits.key(domain.apply(row)), 1, Integer::sum));
    lock.lock();
    try {
      return gates.later(keys, share, now);
    } finally {
      lock.unlock();
    }
  }

  /// A window is over. What was not begun is given back to the relay's allowances, of which a day's
  /// is worth much; a domain's second is lost.
  ///
  /// @param begun how many of its messages the relay was asked to take
  public void over(Choice<?> choice, int begun, Instant now) {
    choice.probes().forEach(key -> domains.probed(key, Domains.soon(now)));
    var unused = choice.taken().size() - begun;
    var grant = choice.grant();
    if (choice.carried().isEmpty() && (grant == null || unused == 0)) {
      return;
    }
    lock.lock();
    try {
      gates.left(choice.carried());
      if (grant != null) {
        gates.giveBack(grant, unused);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Until when a row of a window must not be sent after all, because its domain was found to
  /// refuse or to be slow meanwhile.
  public Optional<Instant> shut(Choice<?> choice, String domain, Instant now) {
    if (domains.calm()) {
      return Optional.empty();
    }
    var key = limits.key(domain);
    var state = choice.probes().contains(key) ? null : domains.of(key, now);
    return state == null || !state.shut(now)
        ? Optional.empty()
        : Optional.of(state.until().isAfter(now) ? state.until() : now);
  }

  /// The domain took a message.
  public void accepted(String domain) {
    if (!domains.calm()) {
      domains.accepted(limits.key(domain));
    }
  }

  /// The domain refuses us.
  public void refused(String domain, String answer, Instant now) {
    domains.refused(limits.key(domain), answer, now);
  }

  /// The domain asks for less.
  public void slowed(String domain, String answer, Instant now) {
    domains.slowed(limits.key(domain), answer, now);
  }
}
