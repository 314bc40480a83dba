package org.courant.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.courant.smtp.RelaysForTests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PacingSettingsTests {
  private static final LocalDate FIRST = LocalDate.parse("2026-12-01");

  @Test
  void limitsNothingUnlessTold() {
    var limits = new Limits(settings(Map.of()).pacing());
    assertThat(limits.none()).isTrue();
    assertThat(limits.caps()).isEmpty();
    assertThat(limits.of("relay:25", Instant.EPOCH)).isEmpty();
    assertThat(limits.rate("gmail.com")).isNull();
  }

  @Test
  void readsWhatTheReadmeShows() {
    var limits =
        new Limits(
            settings(
                    Map.of(
                        "courant.pacing.rate", "50",
                        "courant.pacing.connections", "12",
                        "courant.pacing.relays[0].name", "smtp.example.org:587",
                        "courant.pacing.relays[0].connections", "8",
                        "courant.pacing.relays[0].warm-up.from", "2026-12-01",
                        "courant.pacing.domains[0].names", "gmail.com,googlemail.com",
                        "courant.pacing.domains[0].rate", "20",
                        "courant.pacing.domains[0].connections", "4",
                        "courant.pacing.other-domains.rate", "5"))
                .pacing());
    assertThat(limits.key("googlemail.com")).isEqualTo("gmail.com");
    assertThat(limits.rate("gmail.com")).isEqualTo(20);
    assertThat(limits.connections("gmail.com")).isEqualTo(4);
    assertThat(limits.rate("example.net")).isEqualTo(5);
    assertThat(limits.connections("example.net")).isNull();
    assertThat(limits.of("smtp.example.org:587", Instant.parse("2026-12-01T12:00:00Z")))
        .containsExactly(
            Allowance.second("all", 50), Allowance.day("warm-up smtp.example.org:587", 500));
    assertThat(limits.caps()).isEqualTo(Map.of("all", 12, "relay smtp.example.org:587", 8));
    assertThat(limits.of("other:25", Instant.EPOCH)).containsExactly(Allowance.second("all", 50));
  }

  @Test
  void warmsUpDayByDayUntilThereIsNoLimit() {
    var warmUp = new PacingSettings.WarmUp(FIRST, 100, 2, 3);
    assertThat(warmUp.limit(Instant.parse("2026-11-01T00:00:00Z"))).isEqualTo(100);
    assertThat(warmUp.limit(Instant.parse("2026-12-01T23:59:59Z"))).isEqualTo(100);
    assertThat(warmUp.limit(Instant.parse("2026-12-03T00:00:00Z"))).isEqualTo(400);
    assertThat(warmUp.holds(Instant.parse("2026-12-03T23:59:59Z"))).isTrue();
    assertThat(warmUp.holds(Instant.parse("2026-12-04T00:00:00Z"))).isFalse();
  }

  @Test
  void saysWhatIsWrong() {
    refused("Setting pacing.rate: 0 is not between 1 and 1000000; leave it out for no limit.", 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> domains(List.of("gmail.com"), null))
        .withMessage("Setting pacing.domains: gmail.com has no limit; give a rate or connections.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> domains(List.of("gmail"), 1))
        .withMessage("Setting pacing.domains.names: \"gmail\" is no domain; write it in ASCII.");
    var twice = List.of(domains(List.of("a.org", "b.org"), 1), domains(List.of("B.org"), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacingSettings.Pacing(null, null, List.of(), twice, null))
        .withMessage("Setting pacing.domains.names: b.org stands there twice; keep one of them.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacingSettings.WarmUp(FIRST, 100, 0.5, 3))
        .withMessageContaining("pacing.relays.warm-up.factor: 0.5 is not between 1 and 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacingSettings.Relay("a:25", null, null, null))
        .withMessage(
            "Setting pacing.relays: a:25 has no limit; give it a rate, connections or a warm-up.");
  }

  @Test
  void refusesARelayThatIsNotThere() {
    var settings =
        settings(
            Map.of("courant.pacing.relays[0].name", "mx:25", "courant.pacing.relays[0].rate", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(settings, RelaysForTests.of(2525, 1, 1)))
        .withMessage(
            "Setting pacing.relays.name: there is no relay mx:25; the relays are: 127.0.0.1:2525.");
  }

  private static void refused(String message, @Nullable Integer rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacingSettings.Pacing(rate, null, List.of(), List.of(), null))
        .withMessage(message);
  }

  private static PacingSettings.Domains domains(List<String> names, @Nullable Integer rate) {
    return new PacingSettings.Domains(names, rate, null);
  }

  private static PacingSettings settings(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("courant", PacingSettings.class);
  }
}
