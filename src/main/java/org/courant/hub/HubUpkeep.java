package org.courant.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The transactions that are nobody's call: what to do next, and what is over.
@Component
class HubUpkeep {
  private static final Logger log = LoggerFactory.getLogger(HubUpkeep.class);
  private static final Duration LOG_KEPT = Duration.ofDays(30);

  private final HubQueue queue;
  private final HubSubscriptions subscriptions;
  private final OutsideHubs outside;
  private final HubTopics topics;

  HubUpkeep(HubQueue queue, HubSubscriptions subscriptions, OutsideHubs outside, HubTopics topics) {
    this.queue = queue;
    this.subscriptions = subscriptions;
    this.outside = outside;
    this.topics = topics;
  }

  /// Queues what changed and claims what is due.
  @Transactional
  List<Call> take(int most, int perHost, Instant now, Duration lease) {
    queue.lock();
    int lapsed = queue.lapse(now);
    if (lapsed > 0) {
      log.warn("{} hub calls are taken back from a node that gave no account of them", lapsed);
    }
    queue.queueChanges(now);
    outside.queueChanges(now);
    return queue.claim(most, perHost, now, lease);
  }

  /// To be run now and then, by any node.
  @Transactional
  void tidy(Instant now) {
    queue.lock();
    subscriptions.expire(now);
    int denied = 0;
    for (var topic : subscriptions.topics()) {
      var feed = topics.feed(topic);
      feed.ifPresent(slug -> subscriptions.follow(topic, slug));
      denied += feed.isPresent() ? 0 : subscriptions.end(topic, now);
    }
    if (denied > 0) {
      log.warn("{} hub subscriptions end, because their feeds are no longer published", denied);
    }
    queue.cancelOrphans(now);
    queue.forget(now.minus(LOG_KEPT));
  }
}
