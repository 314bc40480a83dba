package org.courant.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
    var query = parameters(exchange.getRequestURI().getRawQuery());
    requests.add(exchange.getRequestURI().toString());
    var path = exchange.getRequestURI().getPath();
    var route =
        plainPermalinks
            ? query.get("rest_route")
            : path.startsWith("/wp-json") ? path.substring("/wp-json".length()) : null;
    switch (String.valueOf(route)) {
      case "null" -> home(exchange);
      case "/" -> send(exchange, 200, root());
      case "/wp/v2/posts" -> posts(exchange, query);
      default -> send(exchange, 404, "{\"code\":\"rest_no_route\"}");
    }
  }

  private void home(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/feed/")) {
      send(exchange, 200, FakePosts.rss(posts, address(), this::guid));
      return;
    }
    var root = plainPermalinks ? "/index.php?rest_route=/" : "/wp-json/";
    exchange
        .getResponseHeaders()
        .add("Link", "<%s>; rel=\"https://api.w.org/\"".formatted(address().resolve(root)));
    if (plainPermalinks || exchange.getRequestURI().getPath().equals("/")) {
      send(exchange, 200, "<!doctype html><title>Home</title>");
    } else {
      send(exchange, 404, "<!doctype html><title>No page</title>");
    }
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
      send(exchange, status == 200 ? 500 : status, "{\"code\":\"rest_forbidden\"}");
      return;
    }
    var found = posts.stream().filter(post -> matches(post, query)).sorted(order(query)).toList();
    var size = Integer.parseInt(query.getOrDefault("per_page", "10"));
    var page = Integer.parseInt(query.getOrDefault("page", "1"));
    var pages = (found.size() + size - 1) / size;
    if (page > 1 && page > pages) {
      send(exchange, 400, "{\"code\":\"rest_post_invalid_page_number\"}");
      return;
    }
    if (!quiet) {
      exchange.getResponseHeaders().add("X-WP-TotalPages", Integer.toString(pages));
    }
    var embedded = query.containsKey("_embed");
    send(
        exchange,
        200,
        found.stream()
            .skip((page - 1L) * size)
            .limit(size)
            .map(post -> FakePosts.json(post, guid(post.id()), address() + folder, embedded))
            .collect(Collectors.joining(",", "[", "]")));
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

  private static Map<String, String> parameters(@Nullable String query) {
    return query == null
        ? Map.of()
        : new ArrayList<>(Arrays.asList(query.split("&")))
            .stream()
                .map(pair -> pair.split("=", 2))
                .collect(
                    Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
