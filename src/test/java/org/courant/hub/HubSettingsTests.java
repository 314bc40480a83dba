package org.courant.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSettingsTests {

  @Test
  void callsNoPrivateAddressUnlessTold() {
    var source = new MapConfigurationPropertySource(Map.of("courant.hub.timeout", "10s"));
    var settings = new Binder(source).bind("courant", HubSettings.class).get();
    assertThat(settings.hub())
        .isEqualTo(new HubSettings.Hub(false, 10_000, 500, 600, 60, Duration.ofSeconds(10)));
  }

  @Test
  void saysWhichSettingIsWrongAndWhatToDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HubSettings.Hub(false, 0, 1, 1, 1, Duration.ofSeconds(10)))
        .withMessage("Setting hub.subscriptions: 0 is less than 1; leave it out for the default.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HubSettings.Hub(false, 1, 1, 1, 1, Duration.ofMinutes(2)))
        .withMessage("Setting hub.timeout: PT2M is not between 100ms and 30s; use 10s.");
  }
}
