package org.courant.wordpress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A server on the loopback address that answers as WordPress 6 does for `wp/v2/posts`. Its local
/// time is two hours ahead of GMT.
public final class FakeWordPress implements AutoCloseable {
  public static final int HOURS_AHEAD = 2;

  /// One post as its database has it; `modified` and `date` are local times.
  public record FakePost(
      long id, String title, String content, LocalDateTime date, LocalDateTime modified) {
    public FakePost(long id, String title, LocalDateTime modified) {
      this(id, title, "<p>Text of %s.</p>".formatted(title), modified, modified);
    }

    public FakePost edited(String newContent, LocalDateTime at) {
      return new FakePost(id, title, newContent, date, at);
    }
  }

  public final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final List<FakePost> posts = new CopyOnWriteArrayList<>();
  private volatile boolean plainPermalinks;
  private volatile String folder = "articles/";
  private volatile boolean old;
  private volatile String category = "Food &amp; drink";
  private volatile boolean termsHidden;
  private volatile boolean tagsLeftOut;
  private volatile boolean recordings = true;
  private final AtomicInteger feeds = new AtomicInteger();
  private volatile boolean quiet;
  private volatile int status = 200;
  private final AtomicInteger failAfter = new AtomicInteger(Integer.MAX_VALUE);
  private volatile @Nullable Runnable afterPage;

  public FakeWordPress() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public String guid(long id) {
    return address() + "?p=" + id + "&x=1";
  }

  public void publish(FakePost... more) {
    for (var post : more) {
      trash(post.id());
      posts.add(post);
    }
  }

  public void trash(long id) {
    posts.removeIf(post -> post.id() == id);
  }

  /// Plain permalinks: the API stands behind `?rest_route=`.
  public void usePlainPermalinks() {
    plainPermalinks = true;
  }

  /// Other permalinks: every post's address changes, and no post does.
  public void usePermalinks(String folder) {
    this.folder = folder;
  }

  /// Gives the category of all posts another name; no post changes by that.
  public void renameCategory(String name) {
    category = name;
  }

  /// The feed is written anew, with another date of its own.
  public void rebuildFeed() {
    feeds.incrementAndGet();
  }

  /// The feed names no files any more.
  public void dropRecordings() {
    recordings = false;
  }

  /// As plugins do that keep strangers from listing what a site has.
  public void hideTerms() {
    termsHidden = true;
  }

  /// Lists no tag any more, although posts bear one.
  void leaveOutTags() {
    tagsLeftOut = true;
  }

  /// WordPress before 5.7.
  public void passOverModifiedAfter() {
    old = true;
  }

  /// A proxy in front strips the count of pages.
  public void hideCounts() {
    quiet = true;
  }

  public void answerPostsWith(int code) {
    status = code;
  }

  /// After so many requests for posts, every further one fails.
  public void failAfter(int requestsForPosts) {
    failAfter.set(requestsForPosts);
  }

  /// Once, between two pages.
  public void afterNextPage(Runnable change) {
    afterPage = change;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var query = FakeAnswers.parameters(exchange.getRequestURI().getRawQuery());
    requests.add(exchange.getRequestURI().toString());
    var path = exchange.getRequestURI().getPath();
    var route =
        plainPermalinks
            ? query.get("rest_route")
            : path.startsWith("/wp-json") ? path.substring("/wp-json".length()) : null;
    switch (String.valueOf(route)) {
      case "null" -> home(exchange);
      case "/" -> FakeAnswers.send(exchange, 200, root());
      case "/wp/v2/posts" -> posts(exchange, query);
      case "/wp/v2/categories", "/wp/v2/tags" -> terms(exchange, String.valueOf(route));
      default -> FakeAnswers.send(exchange, 404, "{\"code\":\"rest_no_route\"}");
    }
  }

  private void home(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/feed/")) {
      FakeAnswers.send(exchange, 200, FakePosts.rss(posts, this, recordings, feeds.get()));
      return;
    }
    var root = plainPermalinks ? "/index.php?rest_route=/" : "/wp-json/";
    exchange
        .getResponseHeaders()
        .add("Link", "<%s>; rel=\"https://api.w.org/\"".formatted(address().resolve(root)));
    if (plainPermalinks || exchange.getRequestURI().getPath().equals("/")) {
      FakeAnswers.send(exchange, 200, "<!doctype html><title>Home</title>");
    } else {
      FakeAnswers.send(exchange, 404, "<!doctype html><title>No page</title>");
    }
  }

  private void terms(HttpExchange exchange, String route) throws IOException {
    exchange.getResponseHeaders().add("X-WP-TotalPages", "1");
    FakeAnswers.send(
        exchange,
        termsHidden ? 401 : 200,
        termsHidden ? "{\"code\":\"rest_forbidden\"}" : listed(route));
  }

  private String listed(String route) {
    return tagsLeftOut && route.endsWith("/tags") ? "[]" : FakePosts.terms(route, category);
  }

  private String root() {
    return """
        {"name":"Women&#8217;s health","description":"News","url":"%1$s","home":"%1$s",
         "namespaces":["oembed/1.0","wp/v2"],"gmt_offset":"2"}
        """
        .formatted(address().toString().replaceFirst("/$", ""));
  }

  private void posts(HttpExchange exchange, Map<String, String> query) throws IOException {
    if (status != 200 || failAfter.getAndDecrement() <= 0) {
      FakeAnswers.send(exchange, status == 200 ? 500 : status, "{\"code\":\"rest_forbidden\"}");
      return;
    }
    var found = posts.stream().filter(post -> matches(post, query)).sorted(order(query)).toList();
    var size = Integer.parseInt(query.getOrDefault("per_page", "10"));
    var page = Integer.parseInt(query.getOrDefault("page", "1"));
    var pages = (found.size() + size - 1) / size;
    if (page > 1 && page > pages) {
      FakeAnswers.send(exchange, 400, "{\"code\":\"rest_post_invalid_page_number\"}");
      return;
    }
    if (!quiet) {
      exchange.getResponseHeaders().add("X-WP-TotalPages", Integer.toString(pages));
    }
    var embedded = query.containsKey("_embed");
    var shown = found.stream().skip((page - 1L) * size).limit(size).toList();
    FakeAnswers.stream(
        exchange,
        shown,
        post -> FakePosts.json(post, guid(post.id()), address() + folder, category, embedded));
    var change = afterPage;
    afterPage = null;
    if (change != null) {
      change.run();
    }
  }

  private boolean matches(FakePost post, Map<String, String> query) {
    var modifiedAfter = query.get("modified_after");
    var after = query.get("after");
    var include = query.get("include");
    return (old
            || modifiedAfter == null
            || post.modified().isAfter(LocalDateTime.parse(modifiedAfter)))
        && (after == null || post.date().isAfter(LocalDateTime.parse(after)))
        && (include == null
            || Arrays.asList(include.split(",")).contains(Long.toString(post.id())));
  }

  private static Comparator<FakePost> order(Map<String, String> query) {
    return switch (query.getOrDefault("orderby", "date")) {
      case "modified" -> Comparator.comparing(FakePost::modified);
      case "id" -> Comparator.comparingLong(FakePost::id);
      default -> Comparator.comparing(FakePost::date).reversed();
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
