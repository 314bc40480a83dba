package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedPageTests {
  private static final FeedInfo FEED =
      new FeedInfo(
          "iron",
          "Courant · \"Iron\" & you",
          "Iron",
          "All about iron",
          URI.create("https://news.example/feeds/iron"),
          URI.create("https://news.example/feeds/iron.rss"),
          URI.create("https://news.example/feeds/iron.atom"),
          URI.create("https://news.example/feeds/iron.json"),
          0,
          null);

  @Test
  void everyReaderIsGivenTheWholeAddress() {
    assertThat(FeedPage.of(FEED, List.of()).apps())
        .extracting(ReaderApp::link)
        .contains(
            "feed:https://news.example/feeds/iron.rss",
            "https://feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fnews.example%2Ffeeds%2Firon.rss",
            "https://www.inoreader.com/?add_feed=https%3A%2F%2Fnews.example%2Ffeeds%2Firon.rss",
            "https://theoldreader.com/feeds/subscribe?url=https%3A%2F%2Fnews.example%2Ffeeds%2Firon.rss")
        .allSatisfy(link -> assertThat(URI.create(link).getScheme()).isIn("https", "feed"));
  }

  @Test
  void theLinesForAnotherSiteAreSafeToPaste() {
    assertThat(FeedPage.of(FEED, List.of()).snippet())
        .isEqualTo(
            """
            <link rel="alternate" type="application/rss+xml" title="Courant · &quot;Iron&quot; &amp; you (RSS)" href="https://news.example/feeds/iron.rss">
            <link rel="alternate" type="application/atom+xml" title="Courant · &quot;Iron&quot; &amp; you (Atom)" href="https://news.example/feeds/iron.atom">""");
  }

  @Test
  void namesEveryFormatAndWhomItIsFor() {
    assertThat(FeedPage.of(FEED, List.of()).addresses())
        .extracting(FeedPage.Address::href)
        .containsExactly(
            "https://news.example/feeds/iron.rss",
            "https://news.example/feeds/iron.atom",
            "https://news.example/feeds/iron.json",
            "https://news.example/feeds/iron.rdf");
  }
}
