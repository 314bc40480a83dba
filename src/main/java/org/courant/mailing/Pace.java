package org.courant.mailing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.courant.delivery.DeliveryState;
import org.jspecify.annotations.Nullable;

/// How fast mailings move: what changed from look to look over the last seconds. For one thread at
/// a time.
final class Pace {
  private static final Duration SPAN = Duration.ofSeconds(10);

  private record Sample(Instant at, long handled, long deferred) {}

  private final Map<String, Deque<Sample>> samples = new HashMap<>();

  /// A look's mailings with their rates; it forgets the mailings that are not in it.
  List<Moving> of(List<MailingProgress> look, Instant at) {
    samples
        .keySet()
        .retainAll(look.stream().map(MailingProgress::name).collect(Collectors.toSet()));
    return look.stream().map(mailing -> new Moving(mailing, rate(mailing, at))).toList();
  }

  private @Nullable Double rate(MailingProgress mailing, Instant at) {
    var known = samples.computeIfAbsent(mailing.name(), _ -> new ArrayDeque<>());
    while (known.size() > 1 && known.getFirst().at().plus(SPAN).isBefore(at)) {
      known.removeFirst();
    }
    var now = new Sample(at, mailing.handled(), mailing.count(DeliveryState.DEFERRED));
    known.addLast(now);
    var first = known.getFirst();
    var seconds = Duration.between(first.at(), at).toNanos() / 1e9;
    if (seconds <= 0) {
      return null;
    }
    // A row that was put off before and has its end now counts once, as what it is now.
    var messages = now.handled() - first.handled() + Math.max(0, now.deferred() - first.deferred());
    return Math.max(0, messages / seconds);
  }
}
