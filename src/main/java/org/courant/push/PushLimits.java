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
  private final Map<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true);
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

  /// How long an address must wait after one wrong token too many; empty when it need not.
  synchronized Optional<Duration> wrongToken(String address) {
    var bucket = addresses.computeIfAbsent(network(address), _ -> bucket(WRONG_TOKENS, FORGIVEN));
    if (addresses.size() > MOST_ADDRESSES) {
      addresses.remove(addresses.keySet().iterator().next());
    }
    return taken(bucket);
  }

  /// How long the source must wait before its next request; empty when that is taken.
  synchronized Optional<Duration> request(String source) {
    var bucket = sources.computeIfAbsent(source, _ -> bucket(REQUESTS, MINUTE));
    return taken(bucket);
  }

  private static Optional<Duration> taken(Bucket bucket) {
    var answer = bucket.tryConsumeAndReturnRemaining(1);
    return answer.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(answer.getNanosToWaitForRefill()));
  }

  private Bucket bucket(int most, Duration refilled) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, refilled))
        .withCustomTimePrecision(time)
        .build();
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
