package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import org.courant.CourantTest;
import org.courant.publication.Publication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@CourantTest
class OutsideHubsTests extends HubFixture {

  @AfterEach
  void forget() {
    jdbc.sql("delete from hub_outside where hub = :hub").param("hub", hub()).update();
  }

  @Test
  void anOutsideHubIsToldOfEachChangeOnce() {
    var outside = outside();
    outside.queueChanges(time.instant());
    work();
    // It has nobody yet to tell of what was there before.
    assertThat(subscriber.seen).isEmpty();

    change();
    outside.queueChanges(time.instant());
    change();
    outside.queueChanges(time.instant());
    work();
    var pings =
        subscriber.seen.stream()
            .map(call -> URLDecoder.decode(new String(call.body(), UTF_8), UTF_8));
    assertThat(pings.filter(ping -> ping.contains(TOPIC)))
        .containsExactly("hub.mode=publish&hub.url=%s&hub.topic=%s".formatted(TOPIC, TOPIC));
    assertThat(outside.queueChanges(time.instant())).isZero();
    assertThat(log(hub())).contains("PING DONE 1: was told");
  }

  @Test
  void oneThatFailsIsTriedAgainAndGivenUp() {
    var outside = outside();
    outside.queueChanges(time.instant());
    change();
    outside.queueChanges(time.instant());
    subscriber.answers(503);
    for (int i = 0; i < 6; i++) {
      work();
      time.advance(Duration.ofHours(6));
    }
    assertThat(log(hub())).isNotEmpty().allMatch("PING FAILED 6: answered 503"::equals);
  }

  @Test
  void allHubsAreAdvertisedOursFirst() {
    assertThat(
            elsewhere(
                    List.of(URI.create("https://a.example/"), URI.create("https://b.example/hub")))
                .hubLinks(TOPIC))
        .isEqualTo(
            "<http://courant.test/hub>; rel=\"hub\", <https://a.example/>; rel=\"hub\","
                + " <https://b.example/hub>; rel=\"hub\", <%s>; rel=\"self\"",
            TOPIC);
    assertThat(publication.hubLinks(TOPIC))
        .isEqualTo("<http://courant.test/hub>; rel=\"hub\", <%s>; rel=\"self\"", TOPIC);
  }

  private OutsideHubs outside() {
    return new OutsideHubs(topics, elsewhere(List.of(URI.create(hub()))), jdbc);
  }

  private String hub() {
    return subscriber.address("/");
  }

  private Publication elsewhere(List<URI> hubs) {
    return new Publication(
        publication.title(),
        publication.tagline(),
        publication.baseUrl(),
        publication.tagAuthority(),
        publication.language(),
        publication.zone(),
        publication.postalAddress(),
        publication.contact(),
        publication.copyright(),
        hubs);
  }
}
