package org.courant.wordpress;

import static java.util.stream.Collectors.joining;

import java.time.LocalDateTime;
import java.util.List;
import org.courant.wordpress.FakeWordPress.FakePost;

/// A post's JSON as WordPress 6 writes it.
final class FakePosts {
  private FakePosts() {}

  static String json(FakePost post, String guid, String folder, String category, boolean embedded) {
    return """
        {"id":%d,"date":"%s","date_gmt":"%s","guid":{"rendered":"%s"},"modified":"%s","modified_gmt":"%s",
         "slug":"post-%1$d","status":"publish","type":"post","link":"%spost-%1$d/",
         "title":{"rendered":"%s"},
         "content":{"rendered":"%s","protected":%s},
         "excerpt":{"rendered":"<p>About %8$s [&hellip;] <a class=\\"more-link\\" href=\\"#\\">Continue reading</a></p>\\n",
           "protected":false},
         "author":3,"featured_media":9,"sticky":false,"categories":[1,4],"tags":[7]%s}
        """
        .formatted(
            post.id(),
            stamp(post.date()),
            stamp(post.date().minusHours(FakeWordPress.HOURS_AHEAD)),
            guid.replace("&", "&#038;"),
            stamp(post.modified()),
            stamp(post.modified().minusHours(FakeWordPress.HOURS_AHEAD)),
            folder,
            post.title(),
            post.content().replace("\"", "\\\""),
            post.content().isEmpty(),
            embedded ? embedded(category) : "");
  }

  /// The terms of one kind.
  static String terms(String route, String category) {
    return switch (route) {
      case "/wp/v2/categories" ->
          """
          [{"id":1,"name":"Uncategorized","slug":"uncategorized"},{"id":4,"name":"%s","slug":"food"}]
          """
              .formatted(category);
      default -> "[{\"id\":7,\"name\":\"iron\",\"slug\":\"iron\"}]";
    };
  }

  /// The same posts in the site's feed, with the dates and the labels that it has as well, and what
  /// plugins put below a text there.
  static String rss(List<FakePost> posts, FakeWordPress site, boolean recordings, int built) {
    return posts.stream()
        .map(post -> item(post, site, recordings))
        .collect(
            joining(
                "",
                """
                <rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>
                <channel><title>Women</title><ttl>%d</ttl>
                """
                    .formatted(built),
                "</channel></rss>"));
  }

  private static String item(FakePost post, FakeWordPress site, boolean recordings) {
    return """
        <item><title>%s</title><link>%sarticles/post-%d/</link>
        <guid isPermaLink="false">%s</guid><description>In short: %1$s</description>
        <pubDate>%sZ</pubDate><category>Food &amp; drink</category><category>iron</category>
        <content:encoded><![CDATA[%s <p>The post %1$s appeared first on Women.</p>]]></content:encoded>
        %s</item>
        """
        .formatted(
            post.title(),
            site.address(),
            post.id(),
            site.guid(post.id()).replace("&", "&#038;"),
            stamp(post.date().minusHours(FakeWordPress.HOURS_AHEAD)),
            post.content(),
            recordings
                ? "<enclosure url='https://cdn.example/%d.mp3' length='5' type='audio/mpeg'/>"
                    .formatted(post.id())
                : "");
  }

  private static String stamp(LocalDateTime time) {
    return time + (time.getSecond() == 0 ? ":00" : "");
  }

  private static String embedded(String category) {
    return """
      ,"_links":{"author":[{"embeddable":true,"href":"http://x/wp-json/wp/v2/users/3"}]},
      "_embedded":{
        "author":[{"id":3,"name":"Ada O&#8217;Brien","slug":"ada"}],
        "wp:featuredmedia":[{"id":9,"media_type":"image","source_url":"http://x/a.jpg","alt_text":"A leaf"}],
        "wp:term":[
          [{"id":1,"name":"Uncategorized","slug":"uncategorized","taxonomy":"category"},
           {"id":4,"name":"%s","slug":"food","taxonomy":"category"}],
          [{"id":7,"name":"iron","slug":"iron","taxonomy":"post_tag"}]]}
      """
        .formatted(category);
  }
}
