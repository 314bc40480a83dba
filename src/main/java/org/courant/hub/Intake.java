package org.courant.hub;

import java.time.Duration;
import java.time.Instant;
import org.courant.hub.HubRequest.Mode;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes requests, within limits: each costs a stranger's server a call.
@Component
class Intake {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HubTopics topics;
  private final HubQueue queue;
  private final HubSubscriptions subscriptions;
  private final HubSecrets secrets;
  private final HubSettings settings;

  Intake(
      HubTopics topics,
      HubQueue queue,
      HubSubscriptions subscriptions,
      HubSecrets secrets,
      HubSettings settings) {
    this.topics = topics;
    this.queue = queue;
    this.subscriptions = subscriptions;
    this.secrets = secrets;
    this.settings = settings;
  }

  enum Outcome {
    ACCEPTED,
    /// The topic is not one of this publication's.
    FOREIGN_TOPIC,
    TOO_MANY_REQUESTS,
    FULL
  }

  @Transactional
  Outcome take(HubRequest request, Instant now) {
    if (topics.feed(request.topic()).isEmpty()) {
      return Outcome.FOREIGN_TOPIC;
    }
    queue.lock();
    if (busy(request, now)) {
      return Outcome.TOO_MANY_REQUESTS;
    }
    if (request.mode() == Mode.SUBSCRIBE && full(request, now)) {
      return Outcome.FULL;
    }
    var sealed =
        request
            .secret()
            .map(secret -> secrets.seal(secret, request.topic(), request.callback().address()))
            .orElse(null);
    queue.request(request, sealed, now);
    return Outcome.ACCEPTED;
  }

  private boolean busy(HubRequest request, Instant now) {
    var recent = queue.requests(request.callback().host(), now.minus(MINUTE));
    return recent.all() >= settings.hub().verificationsPerMinute()
        || recent.host() >= settings.hub().verificationsPerHost();
  }

  private boolean full(HubRequest request, Instant now) {
    var held = subscriptions.count(request, now);
    return held.all() >= settings.hub().subscriptions()
        || held.host() >= settings.hub().subscriptionsPerHost();
  }
}
