package org.courant.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.courant.fetch.LocalServer;

/// A feed whose server answers as a test tells it to.
final class OddFeed implements AutoCloseable {
  final LocalServer server;

  /// What was asked for, with its conditions.
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile int status = 200;
  volatile Map<String, String> headers = Map.of();
  volatile String body = feed("", item("1", "2026-11-20"));

  OddFeed() throws IOException {
    server = new LocalServer();
    server.serve("/", this::answer);
  }

  String address(String path) {
    return server.address(path).toString();
  }

  static String feed(String channel, String... items) {
    return "<rss version='2.0'><channel><title>F</title>%s%s</channel></rss>"
        .formatted(channel, String.join("", items));
  }

  static String item(String guid, String day) {
    return "<item><guid>%s</guid><title>Title of %s</title><pubDate>%sT08:00:00Z</pubDate></item>"
        .formatted(guid, guid, day);
  }

  /// Tells that the feed stands at another path; that path itself answers as the rest does.
  void redirect(String path, int code, String target) {
    server.serve(
        path,
        exchange -> {
          asked.add(path);
          exchange.getResponseHeaders().add("Location", target);
          exchange.sendResponseHeaders(code, -1);
          exchange.close();
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    var given = exchange.getRequestHeaders();
    var conditions =
        "%s %s".formatted(given.getFirst("If-None-Match"), given.getFirst("If-Modified-Since"));
    asked.add(exchange.getRequestURI() + " " + conditions);
    headers.forEach(exchange.getResponseHeaders()::add);
    var bytes = status == 200 ? body.getBytes(UTF_8) : new byte[0];
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.close();
  }
}
