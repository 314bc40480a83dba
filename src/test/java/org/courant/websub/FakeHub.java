package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/// A publisher with a feed and a hub, which takes requests down and answers as it is told.
final class FakeHub implements AutoCloseable {
  private final HttpServer server;
  final Deque<Map<String, String>> asked = new ArrayDeque<>();
  volatile int status = 202;
  volatile String body = "";

  FakeHub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/hub", this::ask);
    server.createContext("/feed", exchange -> answer(exchange, 200, body));
    server.start();
  }

  private synchronized void ask(HttpExchange exchange) throws IOException {
    var form = new TreeMap<String, String>();
    for (var field : new String(exchange.getRequestBody().readAllBytes(), UTF_8).split("&", -1)) {
      int equals = field.indexOf('=');
      form.put(field.substring(0, equals), URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    asked.add(form);
    answer(exchange, status, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// A feed of these titles that names the hub.
  String feed(String hub, String... titles) {
    var items = new StringBuilder();
    for (var title : titles) {
      items.append("<item><guid>%s</guid><title>%s</title></item>".formatted(title, title));
    }
    return """
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
        <atom:link rel="self" href="%s"/><atom:link rel="hub" href="%s"/>%s</channel></rss>
        """
        .formatted(address("/feed"), hub, items);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
