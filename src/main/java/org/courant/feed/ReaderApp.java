package org.courant.feed;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A well-known feed reader and the link that opens a feed in it, ready to be followed.
public record ReaderApp(String name, String link) {

  static List<ReaderApp> all(URI feed) {
    var address = URLEncoder.encode(feed.toString(), StandardCharsets.UTF_8);
    return List.of(
        // Whichever program the device knows for feeds: NetNewsWire, Reeder, Thunderbird and
        // others.
        new ReaderApp("Reader on this device", "feed:" + feed),
        new ReaderApp("Feedly", "https://feedly.com/i/subscription/feed%2F" + address),
        new ReaderApp("Inoreader", "https://www.inoreader.com/?add_feed=" + address),
        new ReaderApp("NewsBlur", "https://www.newsblur.com/?url=" + address),
        new ReaderApp("The Old Reader", "https://theoldreader.com/feeds/subscribe?url=" + address),
        new ReaderApp("Feedbin", "https://feedbin.com/?subscribe=" + address),
        new ReaderApp("BazQux", "https://bazqux.com/add?url=" + address));
  }
}
