package org.courant.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param delivery how mailings are sent
/// @param breaker when a mailing stops itself
@ConfigurationProperties("courant")
@Validated
record DeliverySettings(@DefaultValue Delivery delivery, @DefaultValue Shares breaker) {

  /// @param window how many messages a connection has in transit at most: what a kill leaves
  ///   uncertain
  /// @param block how many of a mailing's recipients are handed out together, from its freeze on
  /// @param lease how long a claim lasts when its owner says nothing more
  /// @param retry how long after a first deferral the next try comes; it doubles with each
  record Delivery(
      @DefaultValue("16") int window,
      @DefaultValue("128") int block,
      @DefaultValue("2m") Duration lease,
      @DefaultValue("10m") Duration retry) {
    Delivery {
      if (window < 1 || window > 1_000) {
        throw wrong("window", window + " is not between 1 and 1000; 16 suits most");
      }
      if (block < window || block > 10_000) {
        throw wrong("block", block + " is not between the window and 10000; 128 suits most");
      }
      if (lease.compareTo(Duration.ofSeconds(10)) < 0) {
        throw wrong("lease", lease.toSeconds() + " s is too short to send anything; use 2m");
      }
      if (retry.compareTo(Duration.ofSeconds(1)) < 0) {
        throw wrong("retry", "no relay wants a message again at once; use 10m");
      }
    }

    /// When a message is tried again that a broken connection put off: no reader is to blame.
    Duration soon() {
      return retry.compareTo(SOON) < 0 ? retry : SOON;
    }

    private static final Duration SOON = Duration.ofSeconds(30);

    private static IllegalArgumentException wrong(String key, String what) {
      return new IllegalArgumentException("Setting delivery.%s: %s.".formatted(key, what));
    }
  }

  /// @param hardFailures how many of a hundred addresses may turn out not to exist
  /// @param hardFailuresAtLeast how many there must be before the share counts
  /// @param deferrals how many of a hundred first tries may be put off, of the recent ones
  /// @param deferralsOf how many first tries are recent
  /// @param relaysDown how long no relay may be reached before mailings are held
  record Shares(
      @DefaultValue("5") int hardFailures,
      @DefaultValue("50") int hardFailuresAtLeast,
      @DefaultValue("50") int deferrals,
      @DefaultValue("500") int deferralsOf,
      @DefaultValue("2m") Duration relaysDown) {
    Shares {
      percent("hard-failures", hardFailures);
      percent("deferrals", deferrals);
      if (hardFailuresAtLeast < 1) {
        throw wrong("hard-failures-at-least", hardFailuresAtLeast + " is less than 1; use 50");
      }
      if (deferralsOf < 10 || deferralsOf > 100_000) {
        throw wrong("deferrals-of", deferralsOf + " is not between 10 and 100000; use 500");
      }
      if (relaysDown.isNegative()) {
        throw wrong("relays-down", relaysDown + " is negative; use 2m");
      }
    }

    private static void percent(String key, int share) {
      if (share < 1 || share > 100) {
        throw wrong(key, share + " is not between 1 and 100 of a hundred; 100 never stops");
      }
    }

    private static IllegalArgumentException wrong(String key, String what) {
      return new IllegalArgumentException("Setting breaker.%s: %s.".formatted(key, what));
    }
  }
}
