package org.courant.websub;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.courant.source.PushedFeeds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks for a hub whenever a changed feed was pulled.
@Component
class WebSubDiscovery {
  private static final Logger LOG = LoggerFactory.getLogger(WebSubDiscovery.class);

  private final WebSubSubscriptions subscriptions;
  private final PushedFeeds feeds;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  WebSubDiscovery(WebSubSubscriptions subscriptions, PushedFeeds feeds, Clock clock) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.clock = clock;
  }

  @EventListener
  void on(PushedFeeds.Fetch event) {
    var source = event.source();
    try {
      var found = HubLinks.of(event.content()).choose(source.internal());
      var now = clock.instant();
      if (found.isPresent()
          && subscriptions.want(source.name(), source.internal(), found.get(), key(), now)) {
        feeds.expectUntil(source.name(), null);
        LOG.info(
            "source {}: its hub {} is asked to tell of changes", source.name(), found.get().hub());
      }
      if (found.isEmpty() && subscriptions.drop(source.name(), Optional.empty(), now) > 0) {
        feeds.expectUntil(source.name(), null);
      }
    } catch (RuntimeException fault) {
      // The pull is done: a hub that cannot be noted must not undo it.
      LOG.error("source {}: its hub could not be noted", source.name(), fault);
    }
  }

  private String key() {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
