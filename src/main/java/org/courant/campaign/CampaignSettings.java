package org.courant.campaign;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param campaigns what is sent when
@ConfigurationProperties("courant")
@Validated
record CampaignSettings(@DefaultValue List<@Valid Entry> campaigns) {

  CampaignSettings {
    var seen = new HashSet<String>();
    for (Entry entry : campaigns) {
      if (!seen.add(entry.name())) {
        throw new IllegalArgumentException(
            "courant.campaigns: the name \"%s\" stands there twice; each needs its own"
                .formatted(entry.name()));
      }
    }
  }

  /// @param name unique, for ever the same
  /// @param newsletter slug of what is sent
  /// @param cron when, in Quartz's syntax
  /// @param zone zone of those times; the publication's unless given
  /// @param tolerance how late a run may start and still be sent
  record Entry(
      @NotBlank @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*") String name,
      @NotBlank String newsletter,
      @NotBlank String cron,
      @Nullable ZoneId zone,
      @DefaultValue("6h") Duration tolerance) {

    Entry {
      CampaignTriggers.check(name, cron);
      if (tolerance.isNegative()) {
        throw new IllegalArgumentException(
            "courant.campaigns: the tolerance %s of \"%s\" is negative; write 6h for six hours"
                .formatted(tolerance, name));
      }
    }
  }
}
