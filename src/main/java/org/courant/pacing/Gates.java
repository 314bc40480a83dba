package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The limits of one node at work. For one thread at a time.
final class Gates {
  /// How far ahead of a window rows are looked at, in windows: rows beyond wait for the next.
  private static final int AHEAD = 8;

  private static final Duration PROBED_BY_ANOTHER = Duration.ofSeconds(5);

  /// How long rows stay behind that wait for their domain's share, and where that grows meanwhile.
  private static final Duration LONG = Duration.ofMinutes(30);

  private static final Duration SHORT = Duration.ofMinutes(2);

  /// What a connection is thought to carry when nothing else limits a domain.
  private static final double PER_CONNECTION = 50;

  private final Limits limits;
  private final Domains domains;
  private final Tokens tokens;
  private final Backlog backlog = new Backlog();
  private final Map<String, Integer> connections = new HashMap<>();

  Gates(Limits limits, Domains domains, Tokens tokens) {
    this.limits = limits;
    this.domains = domains;
    this.tokens = tokens;
  }

  /// When a relay that has had its messages of the day gets more.
  Optional<Instant> spent(String relay, Instant now) {
    return limits.of(relay, now).stream()
        .filter(a -> a.length().compareTo(Duration.ofHours(1)) > 0)
        .filter(a -> tokens.spent(a, now))
        .map(a -> a.renewed(now))
        .findFirst();
  }

  /// @param keyOf under which its domain's limits are known
  <T> Choice<T> choose(
      List<T> rows, Function<T, String> keyOf, int most, String relay, Share share, Instant now) {
    var near = rows.subList(0, (int) Math.min(rows.size(), (long) AHEAD * most));
    var keys = near.stream().map(keyOf).toList();
    var whole = limits.of(relay, now);
    var needed = new ArrayList<>(whole);
    new HashSet<>(keys).stream().map(key -> allowance(key, now)).forEach(a -> add(needed, a));
    tokens.stock(needed, share.nodes(), now);
    var budget = tokens.least(whole, most, now);
    if (budget == 0) {
      return Choice.none(renewed(whole, now));
    }
    var window = new Window<T>(share, new Choice.Grant(relay, now));
    for (var i = 0; i < keys.size() && window.taken.size() < budget; i++) {
      window.look(near.get(i), keys.get(i));
    }
    whole.forEach(a -> tokens.spend(a, window.taken.size()));
    return window.choice();
  }

  /// What a window had tokens for, and did not use, may leave in another.
  void giveBack(Choice.Grant grant, int messages) {
    var at = grant.at();
    limits.of(grant.relay(), at).forEach(a -> tokens.giveBack(a, messages, at));
  }

  /// The lines that carried mail to these domains no longer do.
  void left(Set<String> carried) {
    carried.forEach(key -> connections.merge(key, -1, (a, b) -> a + b == 0 ? null : a + b));
  }

  /// When rows that were passed over are worth looking at again.
  ///
  /// @param rows how many there are of each key
  Instant later(Map<String, Integer> rows, Share share, Instant now) {
    return rows.entrySet().stream()
        .map(e -> later(e.getKey(), e.getValue(), share, now))
        .min(Instant::compareTo)
        .orElse(now);
  }

  private Instant later(String key, int rows, Share share, Instant now) {
    var state = domains.of(key, now);
    if (state != null && state.shut(now)) {
      return state.until().isAfter(now) && state.trouble() != DomainState.Trouble.PROBING
          ? state.until()
          : now.plus(PROBED_BY_ANOTHER);
    }
    var allowance = allowance(key, now);
    var cap = limits.connections(key);
    var perSecond =
        allowance == null
            ? PER_CONNECTION * (cap == null ? 1 : Math.max(1, share.part(cap)))
            : (double) allowance.messages() / share.nodes();
    return backlog.later(key, rows, perSecond, state == null ? LONG : SHORT, now);
  }

  private static void add(List<Allowance> to, @Nullable Allowance a) {
    if (a != null) {
      to.add(a);
    }
  }

  private Instant renewed(List<Allowance> whole, Instant now) {
    return whole.stream()
        .filter(a -> tokens.left(a, now) == 0)
        .map(a -> a.renewed(now))
        .max(Instant::compareTo)
        .orElse(now);
  }

  /// What a domain may have in this second, or null when nothing limits it.
  private @Nullable Allowance allowance(String key, Instant now) {
    var rate = limits.rate(key);
    var state = domains.of(key, now);
    if (state == null || state.shut(now)) {
      return rate == null ? null : Allowance.second("domain " + key, rate);
    }
    var little = state.rate(now);
    return Allowance.second("domain " + key, rate == null ? little : Math.min(rate, little));
  }

  /// One window in the making.
  private final class Window<T> {
    private final Share share;
    private final Choice.Grant grant;
    private final Instant now;
    private final List<T> taken = new ArrayList<>();
    private final List<T> passed = new ArrayList<>();
    private final Map<String, Long> room = new HashMap<>();
    private final Set<String> carried = new HashSet<>();
    private final Set<String> probes = new HashSet<>();

    Window(Share share, Choice.Grant grant) {
      this.share = share;
      this.grant = grant;
      this.now = grant.at();
    }

    void look(T row, String key) {
      var left = room.containsKey(key) ? room.get(key) : open(key);
      if (left == 0) {
        passed.add(row);
      } else {
        taken.add(row);
        var allowance = allowance(key, now);
        if (allowance != null && !probes.contains(key)) {
          tokens.spend(allowance, 1);
        }
      }
      room.put(key, Math.max(0, left - 1));
    }

    /// How many rows of a domain this window may hold.
    private long open(String key) {
      var state = domains.of(key, now);
      if (state != null && state.shut(now)) {
        var tries = state.trouble() != DomainState.Trouble.SLOW && !now.isBefore(state.until());
        if (!tries || !domains.probe(key, now)) {
          return 0;
        }
        probes.add(key);
        return 1;
      }
      var allowance = allowance(key, now);
      var left = allowance == null ? Long.MAX_VALUE : tokens.left(allowance, now);
      return left > 0 && enter(key) ? left : 0;
    }

    /// True when this line may carry mail to the domain, too.
    private boolean enter(String key) {
      var cap = limits.connections(key);
      if (cap == null) {
        return true;
      }
      if (connections.getOrDefault(key, 0) >= share.part(cap)) {
        return false;
      }
      connections.merge(key, 1, Integer::sum);
      carried.add(key);
      return true;
    }

    Choice<T> choice() {
      return new Choice<>(taken, passed, null, carried, probes, grant);
    }
  }
}
