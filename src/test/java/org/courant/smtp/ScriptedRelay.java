package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A real SMTP server on a free port that answers what a test tells it to, drops connections, or
/// keeps silent, and remembers what it was told.
public final class ScriptedRelay implements AutoCloseable {
  public static final String DROP = "drop";
  public static final String SILENCE = "silence";

  /// What to answer at a stage of a message to this recipient (at `MAIL`: from this sender); null
  /// for "yes". At `DATA` a drop happens while the body is read, at `FINAL_DOT` after the dot was
  /// read.
  public interface Script {
    @Nullable String answer(Stage stage, String address);
  }

  public record Received(String from, String to, String message) {}

  /// What every conversation of this server shares.
  ///
  /// @param offers what EHLO is answered with, besides STARTTLS
  /// @param tls with which certificate, if any; `implicit` from the first byte
  record Ways(Script script, List<String> offers, @Nullable SSLContext tls, boolean implicit) {}

  private final ServerSocket server;
  private final Ways ways;
  private final List<Received> accepted = new CopyOnWriteArrayList<>();
  private final List<Received> seen = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  public ScriptedRelay(Script script) {
    this(script, "SIZE 30000000");
  }

  /// @param offers the extensions that EHLO is answered with
  public ScriptedRelay(Script script, String... offers) {
    this(new Ways(script, List.of(offers), null, false));
  }

  ScriptedRelay(Ways ways) {
    this(ways, 0);
  }

  private ScriptedRelay(Ways ways, int port) {
    this.ways = ways;
    try {
      server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  /// On a port that was another relay's before.
  public static ScriptedRelay at(int port, Script script) {
    return new ScriptedRelay(new Ways(script, List.of(), null, false), port);
  }

  public int port() {
    return server.getLocalPort();
  }

  /// Messages answered with 250.
  public List<Received> accepted() {
    return accepted;
  }

  /// Messages whose final dot was read, whatever was answered.
  public List<Received> seen() {
    return seen;
  }

  public List<String> commands() {
    return commands;
  }

  public int connections() {
    return connections.get();
  }

  public Relays relays(int connections, int perConnection) {
    return RelaysForTests.of(port(), connections, perConnection);
  }

  RelaysForTests.One one() {
    return RelaysForTests.at(port());
  }

  void received(Received message, boolean taken) {
    seen.add(message);
    if (taken) {
      accepted.add(message);
    }
  }

  /// Ends every conversation.
  void hangUp() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual()
            .start(
                () -> {
                  try (socket) {
                    new ScriptedTalk(this, ways, socket).run();
                  } catch (IOException _) {
                    // The other side hung up.
                  }
                });
      } catch (IOException _) {
        return;
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
