package org.courant.campaign;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The campaigns that the configuration declares.
@Repository
public class Campaigns {
  private final List<Campaign> declared;
  private final JdbcClient jdbc;

  Campaigns(
      CampaignSettings settings,
      Publication publication,
      Newsletters newsletters,
      JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.declared =
        settings.campaigns().stream()
            .map(
                entry ->
                    new Campaign(
                        entry.name(),
                        entry.newsletter(),
                        entry.cron(),
                        Objects.requireNonNullElse(entry.zone(), publication.zone()),
                        entry.tolerance()))
            .toList();
    for (Campaign campaign : declared) {
      if (newsletters.named(campaign.newsletter()).isEmpty()) {
        throw new IllegalArgumentException(
            "courant.campaigns: \"%s\" sends the newsletter \"%s\", which courant.newsletters does not declare"
                .formatted(campaign.name(), campaign.newsletter()));
      }
    }
  }

  /// In the configuration's order.
  public List<Campaign> active() {
    return declared;
  }

  public Optional<Campaign> named(String name) {
    return declared.stream().filter(campaign -> campaign.name().equals(name)).findFirst();
  }

  /// Writes one down, so that its runs can refer to it.
  @Transactional
  void declare(Campaign campaign, Instant now) {
    var sql =
        """
        insert into campaign (name, newsletter, cron, zone, tolerance, declared_at)
        values (:name, :newsletter, :cron, :zone, cast(:tolerance as interval), :now)
        on conflict (name) do update
        set newsletter = excluded.newsletter, cron = excluded.cron, zone = excluded.zone,
            tolerance = excluded.tolerance, retired_at = null
        """;
    jdbc.sql(sql)
        .param("name", campaign.name())
        .param("newsletter", campaign.newsletter())
        .param("cron", campaign.cron())
        .param("zone", campaign.zone().getId())
        .param("tolerance", campaign.tolerance().toString())
        .param("now", now.atOffset(UTC))
        .update();
  }

  /// Retires what is declared no more.
  @Transactional
  void retireOthers(Instant now) {
    var sql =
        """
        update campaign set retired_at = :now
        where retired_at is null and name <> all (string_to_array(:names, ','))
        """;
    jdbc.sql(sql)
        .param("now", now.atOffset(UTC))
        .param("names", String.join(",", declared.stream().map(Campaign::name).toList()))
        .update();
  }
}
