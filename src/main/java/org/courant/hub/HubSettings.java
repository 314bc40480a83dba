package org.courant.hub;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param hub how feed readers subscribe to changes of the feeds
@ConfigurationProperties("courant")
@Validated
record HubSettings(@DefaultValue Hub hub) {

  /// @param internalCallbacks whether callbacks at private and loopback addresses are called
  /// @param subscriptions the most subscriptions in all
  /// @param subscriptionsPerHost the most subscriptions of callbacks at one host
  /// @param verificationsPerMinute the most requests whose callbacks are asked within a minute
  /// @param verificationsPerHost the same for callbacks at one host
  /// @param timeout how long a callback may take
  record Hub(
      @DefaultValue("false") boolean internalCallbacks,
      @DefaultValue("10000") int subscriptions,
      @DefaultValue("500") int subscriptionsPerHost,
      @DefaultValue("600") int verificationsPerMinute,
      @DefaultValue("60") int verificationsPerHost,
      @DefaultValue("10s") Duration timeout) {
    Hub {
      positive("subscriptions", subscriptions);
      positive("subscriptions-per-host", subscriptionsPerHost);
      positive("verifications-per-minute", verificationsPerMinute);
      positive("verifications-per-host", verificationsPerHost);
      // A claim must outlast its call, and a callback that is slower than this is broken.
      if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
        throw new IllegalArgumentException(
            "Setting hub.timeout: %s is not between 100ms and 30s; use 10s.".formatted(timeout));
      }
    }

    private static void positive(String key, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "Setting hub.%s: %d is less than 1; leave it out for the default."
                .formatted(key, value));
      }
    }
  }
}
