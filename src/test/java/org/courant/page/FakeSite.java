package org.courant.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// A site on the loopback address: what is not put there is not found.
public final class FakeSite implements AutoCloseable {
  public final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private volatile String formerHost = "nowhere.example";
  private volatile Consumer<String> visited = _ -> {};

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Answer(int status, String type, byte[] body) {}

  public FakeSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  public void put(String path, String type, String body) {
    answers.put(path, new Answer(200, type, body.getBytes(UTF_8)));
  }

  public void fail(String path, int status) {
    answers.put(path, new Answer(status, "text/plain", new byte[0]));
  }

  /// Asks to be left alone for two minutes.
  public void busy(String path) {
    fail(path, 429);
  }

  /// Sends who asks for one path to another, for good.
  public void redirect(String path, String target) {
    answers.put(path, new Answer(301, target, new byte[0]));
  }

  /// Sends who asks for another host's name to the same path of this address, for good.
  public void moveFrom(String host) {
    formerHost = host;
  }

  /// To be told of each path before it is answered.
  public void onVisit(Consumer<String> listener) {
    visited = listener;
  }

  public void remove(String path) {
    answers.remove(path);
  }

  /// @param entries each the inside of a `url` element, `%s` standing for the site
  public void sitemap(String path, String... entries) {
    put(path, "application/xml", map("urlset", "url", entries));
  }

  public void index(String path, String... entries) {
    put(path, "application/xml", map("sitemapindex", "sitemap", entries));
  }

  public void packedSitemap(String path, String... entries) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(map("urlset", "url", entries).getBytes(UTF_8));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    answers.put(path, new Answer(200, "application/x-gzip", packed.toByteArray()));
  }

  private String map(String root, String element, String... entries) {
    var xml = new StringBuilder("<?xml version='1.0' encoding='UTF-8'?>\n<" + root);
    xml.append(" xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'")
        .append(" xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>");
    for (var entry : entries) {
      xml.append("<%s>".formatted(element))
          .append(entry.replace("SITE", address("").toString()))
          .append("</%s>".formatted(element));
    }
    return xml.append("</" + root + ">").toString();
  }

  /// An article's page.
  public void article(String path, String title, String text) {
    put(
        path,
        "text/html; charset=utf-8",
        """
        <!doctype html><html lang="en"><head><title>%1$s | Her News</title>
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"%1$s","datePublished":"2026-03-01"}</script>
        </head><body><nav><a href="/">Home</a></nav><article><h1>%1$s</h1><p>%2$s</p>
        <p>More is said here, at some length, so that the page has a text which is worth reading, and then some.</p>
        </article><footer>© Her News</footer></body></html>
        """
            .formatted(title, text));
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    requests.add(path);
    visited.accept(path);
    var answer = answers.getOrDefault(path, new Answer(404, "text/html", new byte[0]));
    if (String.valueOf(exchange.getRequestHeaders().getFirst("Host"))
        .startsWith(formerHost + ":")) {
      answer = new Answer(301, address(path).toString(), new byte[0]);
    }
    if (answer.status() == 429) {
      exchange.getResponseHeaders().add("Retry-After", "120");
    }
    exchange
        .getResponseHeaders()
        .add(answer.status() == 301 ? "Location" : "Content-Type", answer.type());
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
