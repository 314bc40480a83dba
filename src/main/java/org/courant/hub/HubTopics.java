package org.courant.hub;

import java.util.Optional;
import org.courant.feed.FeedTopics;
import org.springframework.stereotype.Component;

/// Which feed a topic stands for. A renamed feed keeps its former topics, and so does every feed
/// when the base URL changes as long as somebody is subscribed to them: a lease is kept to its end,
/// and who renews or leaves may still name the topic it knows.
@Component
class HubTopics {
  private final FeedTopics topics;
  private final HubSubscriptions subscriptions;

  HubTopics(FeedTopics topics, HubSubscriptions subscriptions) {
    this.topics = topics;
    this.subscriptions = subscriptions;
  }

  /// The feed's slug now.
  Optional<String> feed(String topic) {
    return topics
        .feed(topic)
        .or(() -> topics.formerFeed(topic).filter(_ -> subscriptions.hold(topic)));
  }
}
