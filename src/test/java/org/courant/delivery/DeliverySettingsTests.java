package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliverySettingsTests {
  static DeliverySettings defaults() {
    return bound(Map.of());
  }

  static DeliverySettings delivery(String key, String value) {
    return bound(Map.of(key, value));
  }

  private static DeliverySettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("courant", DeliverySettings.class);
  }

  @Test
  void hasTheDefaultsThatTheTemplateNames() {
    assertThat(defaults())
        .isEqualTo(
            new DeliverySettings(
                new DeliverySettings.Delivery(
                    16, 128, Duration.ofMinutes(2), Duration.ofMinutes(10)),
                new DeliverySettings.Shares(5, 50, 50, 500, Duration.ofMinutes(2))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delivery.window | 0 | 0 is not between 1 and 1000; 16 suits most
          delivery.block  | 15 | 15 is not between the window and 10000; 128 suits most
          delivery.lease  | 9s | 9 s is too short to send anything; use 2m
          delivery.retry  | 0s | no relay wants a message again at once; use 10m
          breaker.hard-failures | 0 | 0 is not between 1 and 100 of a hundred; 100 never stops
          breaker.hard-failures-at-least | 0 | 0 is less than 1; use 50
          breaker.deferrals | 101 | 101 is not between 1 and 100 of a hundred; 100 never stops
          breaker.deferrals-of | 9 | 9 is not between 10 and 100000; use 500
          breaker.relays-down | -1s | PT-1S is negative; use 2m
          """)
  void saysWhatIsWrong(String key, String value, String what) {
    assertThatThrownBy(() -> delivery("courant." + key, value))
        .rootCause()
        .hasMessage("Setting %s: %s.".formatted(key, what));
  }
}
