package org.courant.wordpress;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.LongFunction;
import org.courant.wordpress.FakeWordPress.FakePost;

/// A post's JSON as WordPress 6 writes it.
final class FakePosts {
  private FakePosts() {}

  static String json(FakePost post, String guid, String folder, boolean embedded) {
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
            embedded ? EMBEDDED : "");
  }

  /// The same posts in the site's feed.
  static String rss(List<FakePost> posts, URI home, LongFunction<String> guid) {
    return posts.stream()
        .map(
            post ->
                """
                <item><title>%s</title><link>%sarticles/post-%d/</link>
                <guid isPermaLink="false">%s</guid><description>%1$s</description></item>
                """
                    .formatted(
                        post.title(),
                        home,
                        post.id(),
                        guid.apply(post.id()).replace("&", "&#038;")))
        .collect(
            joining("", "<rss version='2.0'><channel><title>Women</title>", "</channel></rss>"));
  }

  private static String stamp(LocalDateTime time) {
    return time + (time.getSecond() == 0 ? ":00" : "");
  }

  private static final String EMBEDDED =
      """
      ,"_links":{"author":[{"embeddable":true,"href":"http://x/wp-json/wp/v2/users/3"}]},
      "_embedded":{
        "author":[{"id":3,"name":"Ada O&#8217;Brien","slug":"ada"}],
        "wp:featuredmedia":[{"id":9,"media_type":"image","source_url":"http://x/a.jpg","alt_text":"A leaf"}],
        "wp:term":[
          [{"id":1,"name":"Uncategorized","slug":"uncategorized","taxonomy":"category"},
           {"id":4,"name":"Food &amp; drink","slug":"food","taxonomy":"category"}],
          [{"id":7,"name":"iron","slug":"iron","taxonomy":"post_tag"}]]}
      """;
}
