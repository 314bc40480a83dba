package org.courant.websub;

import java.time.Duration;
import java.time.Instant;
import org.courant.fetch.Fetched;
import org.courant.fetch.Validators;
import org.courant.source.PushedFeeds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What a hub says and brings, and what follows from it for the source.
@Component
class WebSubDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(WebSubDelivery.class);
  private static final Duration DENIED = Duration.ofDays(1);
  private static final int LONGEST_REASON = 200;

  private final WebSubSubscriptions subscriptions;
  private final WebSubWork work;
  private final PushedFeeds feeds;

  WebSubDelivery(WebSubSubscriptions subscriptions, WebSubWork work, PushedFeeds feeds) {
    this.subscriptions = subscriptions;
    this.work = work;
    this.feeds = feeds;
  }

  boolean verified(String key, String topic, Duration lease, Instant now) {
    var asked = subscriptions.verify(key, topic, lease, now);
    if (asked) {
      subscriptions.find(key).ifPresent(one -> feeds.expectUntil(one.source(), one.expires()));
    }
    return asked;
  }

  /// A refusal, or the end of a subscription (WebSub, section 5.2): the hub is asked again after a
  /// day, and the feed pulled as before.
  boolean denied(String key, String topic, String reason, Instant now) {
    var said = "denied: " + reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    var known = subscriptions.deny(key, topic, said, now.plus(DENIED));
    if (known) {
      subscriptions
          .find(key)
          .ifPresent(
              one -> {
                LOG.info("source {}: its hub {} {}", one.source(), one.hub(), said);
                feeds.expectUntil(one.source(), null);
              });
    }
    return known;
  }

  void take(
      WebSubSubscription one,
      @Nullable String signature,
      @Nullable String type,
      byte[] body,
      Instant now) {
    if (one.signed() && !HubSignature.valid(signature, work.secret(one), body)) {
      LOG.warn("source {}: a delivery without a valid signature is dropped", one.source());
      return;
    }
    try {
      subscriptions.delivered(one.key(), now);
      feeds.deliver(
          one.source(), new Fetched.Content(body, type, Validators.NONE, one.topic()), now);
    } catch (RuntimeException fault) {
      LOG.error("source {}: a delivery could not be read; the next pull will", one.source(), fault);
    }
  }
}
