package org.courant.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// One node's sight of the domains in trouble: what it learns itself it heeds at once, what others
/// learn within a second.
final class Domains {
  private static final Logger log = LoggerFactory.getLogger(Domains.class);
  private static final int NAMED = 3;

  private final DomainStates states;
  private final Map<String, DomainState> seen = new ConcurrentHashMap<>();
  private final Set<String> probing = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private boolean freed;

  Domains(DomainStates states) {
    this.states = states;
  }

  /// True when no domain is in trouble.
  boolean calm() {
    return seen.isEmpty();
  }

  /// A domain in trouble, or null.
  @Nullable DomainState of(String key, Instant now) {
    var state = seen.get(key);
    return state == null || state.recovered(now) ? null : state;
  }

  /// Looks at what other nodes know. What this node learned since it looked stands.
  ///
  /// True when somebody let a domain have mail again before its time, so that rows wait for a time
  /// that counts no more; and the next time, too, as a line may just have put rows off.
  boolean look(Instant now) {
    var before = changes.get();
    var known = states.all().stream().collect(Collectors.toMap(DomainState::domain, s -> s));
    var told = freed;
    freed = false;
    if (changes.get() == before) {
      freed =
          seen.values().stream()
              .anyMatch(s -> !known.containsKey(s.domain()) && s.until().isAfter(now));
      seen.putAll(known);
      seen.keySet().retainAll(known.keySet());
    }
    return freed || told;
  }

  void refused(String key, String answer, Instant now) {
    change(key, () -> seen.put(key, states.pause(key, answer, now)));
  }

  void slowed(String key, String answer, Instant now) {
    change(key, () -> seen.put(key, states.slow(key, answer, now)));
  }

  /// A message was taken. It matters only when it was the probe.
  void accepted(String key) {
    if (!probing.contains(key)) {
      return;
    }
    change(
        key,
        () -> {
          if (states.proved(key)) {
            log.info("{} takes our mail again", key);
          }
          seen.remove(key);
        });
  }

  /// True when one message of this node may try the domain.
  boolean probe(String key, Instant now) {
    try {
      if (states.probe(key, now)) {
        probing.add(key);
        seen.computeIfPresent(key, (_, state) -> state.probed(now));
        changes.incrementAndGet();
        return true;
      }
    } catch (DataAccessException problem) {
      log.debug("{} is not tried now: {}", key, problem.getMessage());
    }
    return false;
  }

  /// The window with the probe is over: if it told nothing, another message tries.
  void probed(String key, Instant again) {
    if (probing.remove(key)) {
      change(key, () -> states.unproved(key, again));
    }
  }

  /// The answer at hand must be recorded whatever happens here; without the database the next
  /// answer tells it again.
  private void change(String key, Runnable act) {
    try {
      act.run();
      probing.remove(key);
    } catch (DataAccessException problem) {
      log.warn("How {} does cannot be kept now: {}", key, problem.getMessage());
    } finally {
      changes.incrementAndGet();
    }
  }

  /// Alerts the operator of domains that were paused, by a line for each, or one for all when there
  /// are many.
  void tell() {
    var paused = states.untold();
    paused.stream().limit(NAMED).forEach(state -> log.warn("{}", line(state)));
    if (paused.size() > NAMED) {
      var more = paused.subList(NAMED, paused.size());
      var refusals = more.stream().mapToLong(DomainState::refusals).sum();
      log.warn(
          "{} more domains refuse our mail ({} messages), so all mail to them waits; the last answer: {}; see them by: domains",
          more.size(),
          refusals,
          more.getLast().reason());
    }
  }

  private static String line(DomainState state) {
    return "%s refuses our mail (%s), so all mail to it waits until %s, when one message tries; the last answer: %s; mend the reason, then let it go on by: domains resume %s"
        .formatted(
            state.domain(),
            state.refusals() == 1 ? "1 message" : state.refusals() + " messages",
            state.until().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
            state.reason(),
            state.domain());
  }

  /// Forgets what is over.
  void forget(Instant now) {
    states.forget(now);
  }

  /// When to try again what told nothing.
  static Instant soon(Instant now) {
    return now.plus(Duration.ofMinutes(1));
  }
}
