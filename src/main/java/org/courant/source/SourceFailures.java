package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What follows when a source cannot be read: its next scheduled pull waits longer each time, up to
/// a day; and when its whole host does not answer, so do those of the host's other sources.
@Component
class SourceFailures {
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int MOST_DOUBLINGS = 10;

  /// After so many failures at the place it moved to, the declared one is tried again.
  private static final int LOST = 5;

  private final Sources sources;
  private final SourceHosts hosts;

  SourceFailures(Sources sources, SourceHosts hosts) {
    this.sources = sources;
    this.hosts = hosts;
  }

  /// No pull by schedule before this time; empty when there is nothing to wait for.
  Optional<Instant> notBefore(DeclaredSource source) {
    var state = sources.get(source.name());
    var own = Optional.ofNullable(state.notBefore());
    var shared = source.host(state.move()).flatMap(hosts::get).map(SourceHosts.Unwell::notBefore);
    return own.isPresent() && shared.isPresent()
        ? Optional.of(own.get().isAfter(shared.get()) ? own.get() : shared.get())
        : own.or(() -> shared);
  }

  void failed(DeclaredSource source, SourceState known, PullEnd.Failed end, Instant now) {
    var pause = pause(source, known.failing().times(), end.retryAfter(), now);
    sources.failed(source.name(), end.reason(), now.plus(pause), now);
    if (known.move().pulledFrom() != null && known.failing().times() + 1 >= LOST) {
      sources.move(source.name(), Move.NONE);
    }
    source
        .host(known.move())
        .ifPresent(
            host -> {
              if (end.ofHost()) {
                var times = hosts.get(host).map(SourceHosts.Unwell::failures).orElse(0);
                hosts.failed(
                    host, end.reason(), now.plus(pause(source, times, end.retryAfter(), now)));
              } else {
                hosts.answered(host);
              }
            });
  }

  void answered(DeclaredSource source, SourceState known) {
    source.host(known.move()).ifPresent(hosts::answered);
  }

  /// Twice as long at each failure, and a little more by name, so that what failed together is not
  /// tried again together.
  private static Duration pause(
      DeclaredSource source, int failures, Optional<Duration> asked, Instant now) {
    var doubled = source.interval().multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    var backOff = Rhythms.spread(doubled, source.name(), now);
    return Rhythms.shorter(
        asked.map(wait -> Rhythms.longer(wait, backOff)).orElse(backOff), LONGEST_PAUSE);
  }
}
