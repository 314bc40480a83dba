package org.courant.source;

import java.time.Instant;
import org.springframework.stereotype.Component;

/// One pull, by the source's kind.
@Component
class SourceReading {
  private final FolderPull folders;
  private final FeedPull feeds;
  private final WordPressPull wordpress;
  private final SitePull sites;

  SourceReading(FolderPull folders, FeedPull feeds, WordPressPull wordpress, SitePull sites) {
    this.folders = folders;
    this.feeds = feeds;
    this.wordpress = wordpress;
    this.sites = sites;
  }

  PullReport read(SourceSettings.Declared source, boolean withdrawalsAllowed, Instant now) {
    return switch (source.kind()) {
      case FOLDER -> folders.pull(source, withdrawalsAllowed, now);
      case FEED -> feeds.pull(source, now);
      case WORDPRESS -> wordpress.pull(source, withdrawalsAllowed, now);
      case SITE -> sites.pull(source, withdrawalsAllowed, now);
    };
  }
}
