package org.courant.feed;

import org.courant.article.ArticlesChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Builds the feeds anew after a pull of this process that changed something.
@Component
class FeedRefresh {
  private static final Logger log = LoggerFactory.getLogger(FeedRefresh.class);

  private final Feeds feeds;

  FeedRefresh(Feeds feeds) {
    this.feeds = feeds;
  }

  @EventListener
  void on(ArticlesChanged event) {
    // The pull is done and recorded: a feed that cannot be built must not undo it.
    try {
      feeds.rebuild(event.at());
    } catch (RuntimeException e) {
      log.error("The feeds could not be built after a pull; the last good ones stay", e);
    }
  }
}
