package org.courant.push;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How often is too often, counted in this process.
@Component
class PushLimits {
  private static final int WRONG_TOKENS = 20;
  private static final Duration FORGIVEN = Duration.ofMinutes(10);
  private static final int REQUESTS = 300;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  private final TimeMeter time;
  private final Map<String, Caller> callers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Bucket> sources = new LinkedHashMap<>();

  PushLimits(Clock clock) {
    time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            var now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /// Who calls from an address. One from which a right token came before is never shut out, lest a
  /// stranger behind the same proxy shut the publisher's system out.
  static final class Caller {
    private final Bucket wrongTokens;
    private volatile boolean known;

    private Caller(Bucket wrongTokens) {
      this.wrongTokens = wrongTokens;
    }

    /// How long its tokens are not even looked at; empty when they are.
    Optional<Duration> shutOut() {
      return known ? Optional.empty() : pause(wrongTokens);
    }

    void right() {
      known = true;
    }

    /// How long to wait after one wrong token too many.
    Optional<Duration> wrong() {
      return wrongTokens.tryConsume(1) ? Optional.empty() : pause(wrongTokens);
    }
  }

  synchronized Caller caller(String address) {
    var caller =
        callers.computeIfAbsent(network(address), _ -> new Caller(bucket(WRONG_TOKENS, FORGIVEN)));
    if (callers.size() > MOST_ADDRESSES) {
      callers.remove(callers.keySet().iterator().next());
    }
    return caller;
  }

  /// How long the source must wait before its next request; empty when that is taken.
  synchronized Optional<Duration> request(String source) {
    var bucket = sources.computeIfAbsent(source, _ -> bucket(REQUESTS, MINUTE));
    return bucket.tryConsume(1) ? Optional.empty() : pause(bucket);
  }

  private Bucket bucket(int most, Duration refilled) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, refilled))
        .withCustomTimePrecision(time)
        .build();
  }

  private static Optional<Duration> pause(Bucket bucket) {
    var wait = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return wait == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait));
  }

  /// One household or server has a /64 of IPv6 to call from.
  private static String network(String address) {
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(bytes.length == 4 ? bytes : Arrays.copyOf(bytes, 8));
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
