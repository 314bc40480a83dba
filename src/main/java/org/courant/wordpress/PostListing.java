package org.courant.wordpress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Asks for posts part by part, each no larger than memory bears.
final class PostListing {
  /// A site that shows nothing but what is too large is none to read.
  private static final int MOST_LEFT_OUT = 20;

  private final RestClient client;
  private int leftOut;

  PostListing(RestClient client) {
    this.client = client;
  }

  /// @param size how many posts were asked for
  /// @param last whether no others come after it
  /// @param problems one sentence for what is left out
  record Part(JsonNode posts, int size, boolean last, List<String> problems) {}

  /// @param passed how many posts to pass over: a sum of the sizes of the parts before
  Part part(WordPressSite site, Map<String, String> parameters, int passed, PageSize size)
      throws WordPressUnavailable {
    while (true) {
      var posts = size.posts(passed);
      var page = passed / posts + 1;
      try {
        var answer = get(site, parameters, posts, page);
        size.fits();
        return new Part(answer.json(), posts, last(answer, posts, page), List.of());
      } catch (WordPressUnavailable failure) {
        if (!failure.tooLarge()) {
          throw failure;
        }
        if (!size.tooLarge()) {
          return new Part(RestClient.Answer.NONE.json(), posts, false, List.of(leftOut(failure)));
        }
      }
    }
  }

  /// The sentence of a post that alone is too large.
  String leftOut(WordPressUnavailable failure) throws WordPressUnavailable {
    if (++leftOut > MOST_LEFT_OUT) {
      throw failure;
    }
    return "a post is left out: " + failure.reason();
  }

  RestClient.Answer get(WordPressSite site, Map<String, String> parameters, int size, int page)
      throws WordPressUnavailable {
    return get(site, "wp/v2/posts", parameters, size, page);
  }

  RestClient.Answer get(
      WordPressSite site, String route, Map<String, String> parameters, int size, int page)
      throws WordPressUnavailable {
    var all = new LinkedHashMap<>(parameters);
    all.put("per_page", Integer.toString(size));
    all.put("page", Integer.toString(page));
    try {
      var answer = client.get(site.route(route, all));
      if (!answer.json().isArray()) {
        throw new WordPressUnavailable(site.root() + " answers with no list of posts");
      }
      return answer;
    } catch (WordPressUnavailable failure) {
      // `rest_post_invalid_page_number`: posts vanished while their pages were read.
      if (failure.status() == 400 && page > 1) {
        return RestClient.Answer.NONE;
      }
      throw failure;
    }
  }

  /// A page may be short in the middle, when a plugin hides some of its posts; only a server that
  /// does not count is believed by length.
  static boolean last(RestClient.Answer answer, int size, int page) {
    return answer.pages().map(pages -> page >= pages).orElseGet(() -> answer.json().size() < size);
  }
}
