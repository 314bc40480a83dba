package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A real server that subscribes. Each has a loopback address of its own, so that limits by host
/// are its own too.
final class Subscriber implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  final String host;
  final List<Seen> seen = new CopyOnWriteArrayList<>();
  volatile Answer answer = Subscriber::confirm;
  private final HttpServer server;

  Subscriber() throws IOException {
    int number = NUMBERS.incrementAndGet();
    host = "127.77.%d.%d".formatted(number / 250, number % 250 + 1);
    server = HttpServer.create(new InetSocketAddress(host, 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  /// A call as it came.
  ///
  /// @param target path and query, as written in the request line
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(String method, String target, Headers headers, byte[] body) {
    Map<String, String> parameters() {
      var parameters = new TreeMap<String, String>();
      int mark = target.indexOf('?');
      for (var part : List.of(target.substring(mark + 1).split("&", -1))) {
        int equals = part.indexOf('=');
        if (equals > 0) {
          parameters.put(
              part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), UTF_8));
        }
      }
      return parameters;
    }

    String parameter(String name) {
      return String.valueOf(parameters().get(name));
    }

    String mode() {
      return method.equals("POST") ? "content" : parameter("hub.mode");
    }

    String header(String name) {
      var values = headers.get(name);
      return values == null ? "" : String.join(" & ", values);
    }
  }

  interface Answer {
    void to(HttpExchange exchange, Seen seen) throws IOException;
  }

  private void receive(HttpExchange exchange) throws IOException {
    var call =
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readAllBytes());
    seen.add(call);
    try (exchange) {
      answer.to(exchange, call);
    }
  }

  /// What a good subscriber does: repeats the challenge, takes content.
  static void confirm(HttpExchange exchange, Seen seen) throws IOException {
    send(exchange, 200, seen.method().equals("GET") ? seen.parameter("hub.challenge") : "");
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  void answers(int status) {
    answer = (exchange, _) -> send(exchange, status, "");
  }

  /// Confirms whatever is asked, and answers content with this status.
  void answersContent(int status) {
    answer =
        (exchange, call) -> {
          if (call.method().equals("GET")) {
            confirm(exchange, call);
          } else {
            send(exchange, status, "");
          }
        };
  }

  List<Seen> contents() {
    return seen.stream().filter(call -> call.method().equals("POST")).toList();
  }

  String address(String target) {
    return "http://" + host + ":" + server.getAddress().getPort() + target;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
