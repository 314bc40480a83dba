package org.courant.feed;

import org.courant.article.Articles;
import org.courant.publication.Publication;
import org.courant.selection.Selection;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// Another node of the installation, or the same one after a restart.
final class FeedNode {
  private FeedNode() {}

  /// With the suite's feeds.
  static Feeds start(ApplicationContext context) {
    return start(context, context.getBean(Selection.class));
  }

  /// With feeds of its own; a rebuild of the suite's node retires those that it does not know.
  static Feeds start(ApplicationContext context, Selection selection) {
    var versions = context.getBean(FeedVersions.class);
    var served = new ServedFeeds(versions);
    var rebuild =
        new FeedRebuild(
            selection,
            versions,
            served,
            context.getBean(FeedArchiveDocuments.class),
            context.getBean(Articles.class),
            context.getBean(FeedRefusals.class));
    return new Feeds(context.getBean(Publication.class), selection, rebuild, served);
  }

  /// What it answers to who asks for archives.
  static MockMvcTester archives(ApplicationContext context, Selection selection) {
    return MockMvcTester.of(
        new FeedArchiveController(
            selection,
            new FeedArchiveDocuments(
                selection, context.getBean(Articles.class), context.getBean(JdbcClient.class)),
            context.getBean(Publication.class)));
  }
}
