package org.courant.wordpress;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.courant.extract.PlainText;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks a site's REST API (`wp/v2`).
public final class WordPress {
  /// Posts a request may ask for.
  public static final int PAGE = 100;

  /// More pages than the largest publisher has: a server that never ends is cut off.
  private static final int MOST_PAGES = 5_000;

  private static final String WHOLE =
      "id,guid,link,date,date_gmt,modified,modified_gmt,title,excerpt,content,lang,yoast_head_json.author,"
          + "_links,_embedded";

  private final RestClient client;

  /// @param internal whether private and loopback addresses may be reached
  public WordPress(Fetcher fetcher, boolean internal) {
    this.client = new RestClient(fetcher, internal);
  }

  /// @param address the site's home page, any of its pages, or the API's root itself
  public WordPressSite find(URI address) throws WordPressUnavailable {
    Fetched.Content page;
    try {
      page = client.fetch(address);
    } catch (WordPressUnavailable failure) {
      if (failure.status() == 0 || failure.status() == 429 || failure.status() >= 500) {
        throw failure;
      }
      return first(address, RestRoots.usual(address));
    }
    var itself = RestClient.json(page).flatMap(json -> site(page.address(), json));
    var site = itself.isPresent() ? itself.get() : first(address, RestRoots.of(page));
    return site.moved(page.head().movedTo());
  }

  private WordPressSite first(URI address, List<URI> roots) throws WordPressUnavailable {
    Optional<WordPressUnavailable> why = Optional.empty();
    for (var root : roots) {
      try {
        var site = site(root, client.get(root).json());
        if (site.isPresent()) {
          return site.get();
        }
      } catch (WordPressUnavailable failure) {
        why = why.or(() -> Optional.of(failure));
      }
    }
    var shown = address + " shows no WordPress REST API";
    throw why.map(
            failure -> new WordPressUnavailable(shown + " (" + failure.reason() + ")", failure))
        .orElseGet(() -> new WordPressUnavailable(shown));
  }

  private static Optional<WordPressSite> site(URI root, JsonNode json) {
    for (var namespace : json.path("namespaces")) {
      if (namespace.asString("").equals("wp/v2")) {
        return Optional.of(
            new WordPressSite(
                root,
                PlainText.of(json.path("name").asString("")),
                PlainText.of(json.path("description").asString("")),
                home(json, root),
                null));
      }
    }
    return Optional.empty();
  }

  private static URI home(JsonNode json, URI root) {
    try {
      var home = URI.create(json.path("home").asString(""));
      return home.getHost() == null
          ? root.resolve("/")
          : home.resolve((home.getRawPath() + "/").replaceAll("/+$", "/"));
    } catch (IllegalArgumentException _) {
      return root.resolve("/");
    }
  }

  /// A walk through the posts changed since `since`, oldest change first; all of them without it.
  public ChangedPosts changed(WordPressSite site, @Nullable LocalDateTime since) {
    return new ChangedPosts(this, site, since);
  }

  /// The newest posts, whole.
  public PostPage newest(WordPressSite site, int count) throws WordPressUnavailable {
    return page(get(site, whole(Map.of("per_page", Integer.toString(count))), 1));
  }

  /// @param after as the site's local time; exclusive
  RestClient.Answer changed(WordPressSite site, @Nullable LocalDateTime after, int page)
      throws WordPressUnavailable {
    var parameters = whole(Map.of("orderby", "modified", "order", "asc"));
    if (after != null) {
      parameters.put("modified_after", stamp(after));
    }
    return get(site, parameters, page);
  }

  /// Which posts are published, or were after a local time: also those that a scheduled time made
  /// public, which WordPress does without marking them as changed.
  public List<Post.Key> list(WordPressSite site, @Nullable LocalDateTime publishedAfter)
      throws WordPressUnavailable {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("orderby", "id");
    parameters.put("order", "asc");
    parameters.put("_fields", "id,guid,modified");
    if (publishedAfter != null) {
      parameters.put("after", stamp(publishedAfter));
    }
    var keys = new LinkedHashMap<Long, Post.Key>();
    for (var page = 1; page <= MOST_PAGES; page++) {
      var answer = get(site, parameters, page);
      for (var post : answer.json()) {
        PostReader.key(post).ifPresent(key -> keys.put(key.id(), key));
      }
      if (last(answer, page)) {
        return new ArrayList<>(keys.values());
      }
    }
    throw new WordPressUnavailable(site.home() + " lists more than " + MOST_PAGES + " pages");
  }

  /// Posts by their numbers, at most [#PAGE]; those that are not published are left out.
  public PostPage byId(WordPressSite site, Collection<Long> ids) throws WordPressUnavailable {
    if (ids.isEmpty()) {
      return new PostPage(List.of(), List.of());
    }
    return page(
        get(
            site,
            whole(
                Map.of(
                    "include", ids.stream().map(String::valueOf).collect(Collectors.joining(",")))),
            1));
  }

  static PostPage page(RestClient.Answer answer) {
    var posts = new ArrayList<Post>();
    var problems = new ArrayList<String>();
    for (var json : answer.json()) {
      PostReader.post(json)
          .ifPresentOrElse(
              posts::add,
              () ->
                  problems.add(
                      "post %s has no guid or no date of change: it is left out"
                          .formatted(json.path("id").asString("without a number"))));
    }
    return new PostPage(posts, problems);
  }

  /// A page may be short in the middle, when a plugin hides some of its posts; only a server that
  /// does not count is believed by length.
  static boolean last(RestClient.Answer answer, int page) {
    return answer.pages().map(pages -> page >= pages).orElseGet(() -> answer.json().size() < PAGE);
  }

  private static Map<String, String> whole(Map<String, String> parameters) {
    var all = new LinkedHashMap<>(parameters);
    all.put("_fields", WHOLE);
    all.put("_embed", "author,wp:term,wp:featuredmedia");
    return all;
  }

  private RestClient.Answer get(WordPressSite site, Map<String, String> parameters, int page)
      throws WordPressUnavailable {
    var all = new LinkedHashMap<>(parameters);
    all.putIfAbsent("per_page", Integer.toString(PAGE));
    all.put("page", Integer.toString(page));
    try {
      var answer = client.get(site.route("wp/v2/posts", all));
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

  private static String stamp(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.SECONDS) + (time.getSecond() == 0 ? ":00" : "");
  }
}
