package org.courant.wordpress;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.courant.extract.PlainText;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks a site's REST API (`wp/v2`).
public final class WordPress {
  /// Posts a request may ask for.
  public static final int PAGE = 50;

  /// More pages than the largest publisher has: a server that never ends is cut off.
  private static final int MOST_PAGES = 5_000;

  private static final String WHOLE =
      "id,guid,link,date,date_gmt,modified,modified_gmt,title,excerpt,content,lang,yoast_head_json.author,"
          + "_links,_embedded";

  private final RestClient client;
  private final PostListing listing;
  private final PageSize whole = PageSize.ofWhole();

  /// @param internal whether private and loopback addresses may be reached
  public WordPress(Fetcher fetcher, boolean internal) {
    this.client = new RestClient(fetcher, internal);
    this.listing = new PostListing(client);
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
  public ChangedPosts changed(WordPressSite site, @Nullable LocalDateTime since, Instant now) {
    return new ChangedPosts(this, site, since, now);
  }

  /// The newest posts, whole.
  public PostPage newest(WordPressSite site, int count) throws WordPressUnavailable {
    return page(listing.get(site, whole(Map.of()), count, 1).json(), List.of());
  }

  /// @param after as the site's local time; exclusive
  /// @param passed how many posts after that time were read already
  PostListing.Part changed(WordPressSite site, @Nullable LocalDateTime after, int passed)
      throws WordPressUnavailable {
    var parameters = whole(Map.of("orderby", "modified", "order", "asc"));
    if (after != null) {
      parameters.put("modified_after", stamp(after));
    }
    return listing.part(site, parameters, passed, whole);
  }

  /// Which posts are published, or were after a local time: also those that a scheduled time made
  /// public, which WordPress does without marking them as changed.
  public List<Post.Key> list(WordPressSite site, @Nullable LocalDateTime publishedAfter)
      throws WordPressUnavailable {
    return listed(site, publishedAfter).stream().map(Listed::key).toList();
  }

  /// @param terms the numbers of its categories and tags
  record Listed(Post.Key key, List<Long> terms) {}

  List<Listed> listed(WordPressSite site, @Nullable LocalDateTime publishedAfter)
      throws WordPressUnavailable {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("orderby", "id");
    parameters.put("order", "asc");
    parameters.put("_fields", "id,guid,modified,link,categories,tags");
    if (publishedAfter != null) {
      parameters.put("after", stamp(publishedAfter));
    }
    var size = PageSize.ofKeys();
    var found = new LinkedHashMap<Long, Listed>();
    var passed = 0;
    for (var parts = 0; parts < MOST_PAGES; parts++) {
      var part = listing.part(site, parameters, passed, size);
      for (var post : part.posts()) {
        PostReader.key(post)
            .ifPresent(key -> found.put(key.id(), new Listed(key, PostReader.terms(post))));
      }
      passed += part.size();
      // A post of which not even this can be had may not look gone.
      if (!part.problems().isEmpty()) {
        throw new WordPressUnavailable(part.problems().getFirst());
      }
      if (part.last()) {
        return new ArrayList<>(found.values());
      }
    }
    throw new WordPressUnavailable(site.home() + " lists more than " + MOST_PAGES + " pages");
  }

  /// What the site's categories and tags are called now, if it tells.
  Optional<Terms> terms(WordPressSite site) throws WordPressUnavailable {
    return Terms.read(listing, site);
  }

  /// Posts by their numbers, at most [#PAGE]; those that are not published are left out.
  public PostPage byId(WordPressSite site, Collection<Long> ids) throws WordPressUnavailable {
    if (ids.isEmpty()) {
      return new PostPage(List.of(), List.of());
    }
    var include = ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    try {
      return page(listing.get(site, whole(Map.of("include", include)), PAGE, 1).json(), List.of());
    } catch (WordPressUnavailable failure) {
      if (!failure.tooLarge()) {
        throw failure;
      }
      return ids.size() == 1
          ? new PostPage(List.of(), List.of(listing.leftOut(failure)))
          : halves(site, List.copyOf(ids));
    }
  }

  private PostPage halves(WordPressSite site, List<Long> ids) throws WordPressUnavailable {
    var first = byId(site, ids.subList(0, ids.size() / 2));
    var second = byId(site, ids.subList(ids.size() / 2, ids.size()));
    return new PostPage(
        Stream.concat(first.posts().stream(), second.posts().stream()).toList(),
        Stream.concat(first.problems().stream(), second.problems().stream()).toList());
  }

  static PostPage page(JsonNode listed, List<String> before) {
    var posts = new ArrayList<Post>();
    var problems = new ArrayList<>(before);
    for (var json : listed) {
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

  private static Map<String, String> whole(Map<String, String> parameters) {
    var all = new LinkedHashMap<>(parameters);
    all.put("_fields", WHOLE);
    all.put("_embed", "author,wp:term,wp:featuredmedia");
    return all;
  }

  private static String stamp(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.SECONDS) + (time.getSecond() == 0 ? ":00" : "");
  }
}
