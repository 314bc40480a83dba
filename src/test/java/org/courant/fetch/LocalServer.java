package org.courant.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// A real server on the loopback address that plays the bad and the odd, and a fetcher that asks
/// it.
public final class LocalServer implements AutoCloseable {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  final Fetcher fetcher = new Fetcher("Courant/1 (+https://news.example)", CLOCK);
  final Map<String, List<String>> seen = new ConcurrentHashMap<>();
  private final List<ServerSocket> sockets = new ArrayList<>();
  private final HttpServer server;

  public LocalServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  Fetched fetch(String path) {
    return fetch(path, Validators.NONE);
  }

  Fetched fetch(String path, Validators validators) {
    return fetch(address(path), validators, Duration.ofSeconds(10));
  }

  Fetched fetch(URI address, Validators validators, Duration timeout) {
    var maximum = address.getPath().equals("/bomb") ? 50_000_000 : 1_000;
    return fetcher.fetch(
        new FetchRequest(address, true, validators, DataSize.ofBytes(maximum), timeout));
  }

  static Fetched.Content content(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Content.class);
    return (Fetched.Content) fetched;
  }

  static Fetched.Unreachable unreachable(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Unreachable.class);
    return (Fetched.Unreachable) fetched;
  }

  static @Nullable String refusal(Fetched fetched) {
    assertThat(fetched).isInstanceOf(Fetched.Refused.class);
    return ((Fetched.Refused) fetched).reason();
  }

  public void serve(String path, int status, Map<String, String> headers, String body) {
    serve(path, status, headers, body.getBytes(UTF_8));
  }

  void serve(String path, int status, Map<String, String> headers, byte[] body) {
    serve(
        path,
        exchange -> {
          seen.clear();
          seen.putAll(exchange.getRequestHeaders());
          headers.forEach(exchange.getResponseHeaders()::add);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  /// What a path answers.
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  public void serve(String path, Answer answer) {
    server.createContext(path, answer::to);
  }

  /// What a connection gets that no well-behaved server would say, however it asks.
  interface Wire {
    void to(OutputStream out) throws IOException;
  }

  /// The address of a server of its own that says this to each caller and hangs up.
  URI wire(Wire said) throws IOException {
    var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    sockets.add(socket);
    Thread.ofVirtual().start(() -> accept(socket, said));
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  private static void accept(ServerSocket server, Wire said) {
    while (true) {
      try (var caller = server.accept()) {
        if (caller.getInputStream().read() >= 0) {
          said.to(caller.getOutputStream());
          caller.shutdownOutput();
          // Hanging up on a request that was not read to its end would reset what was said.
          caller.getInputStream().skip(Long.MAX_VALUE);
        }
      } catch (IOException _) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    for (var socket : sockets) {
      try {
        socket.close();
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
    server.stop(0);
    fetcher.close();
  }
}
