package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A real SMTP server on a free port that answers what a test tells it to, drops connections, or
/// keeps silent, and remembers what it was told.
public final class ScriptedRelay implements AutoCloseable {
  public static final String DROP = "drop";
  public static final String SILENCE = "silence";

  /// What to answer at a stage of a message to this recipient; null for "yes". At `DATA` a drop
  /// happens while the body is read, at `FINAL_DOT` after the dot was read.
  public interface Script {
    @org.jspecify.annotations.Nullable
    String answer(Stage stage, String recipient);
  }

  public record Received(String from, String to, String message) {}

  private final ServerSocket server;
  private final Script script;
  private final List<Received> accepted = new CopyOnWriteArrayList<>();
  private final List<Received> seen = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  public ScriptedRelay(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
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

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> converse(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      var out = socket.getOutputStream();
      if (!say(out, script.answer(Stage.GREETING, ""), "220 scripted")) {
        return;
      }
      var on = true;
      var envelope = new String[] {"", ""};
      for (var line = in.readLine(); on && line != null; line = on ? in.readLine() : null) {
        commands.add(line);
        on = obey(line, envelope, in, out);
      }
    } catch (IOException _) {
      // The other side hung up.
    }
  }

  /// False when the conversation is over.
  private boolean obey(String line, String[] envelope, BufferedReader in, OutputStream out)
      throws IOException {
    var verb = line.split(" ", 2)[0];
    return switch (verb) {
      case "EHLO" -> say(out, null, "250-scripted\r\n250 SIZE 1000000");
      case "MAIL" -> {
        envelope[0] = line.replaceAll(".*<(.*)>.*", "$1");
        yield say(out, script.answer(Stage.MAIL, ""), "250 2.1.0 sender ok");
      }
      case "RCPT" -> {
        envelope[1] = line.replaceAll(".*<(.*)>.*", "$1");
        yield say(out, script.answer(Stage.RCPT, envelope[1]), "250 2.1.5 recipient ok");
      }
      case "DATA" -> data(in, out, envelope[0], envelope[1]);
      case "QUIT" -> {
        say(out, null, "221 bye");
        yield false;
      }
      default -> say(out, null, "250 ok");
    };
  }

  private boolean data(BufferedReader in, OutputStream out, String from, String to)
      throws IOException {
    var answer = script.answer(Stage.DATA, to);
    if (answer != null && !answer.equals(DROP)) {
      return say(out, answer, "");
    }
    say(out, null, "354 go on");
    var message = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      if (DROP.equals(answer)) {
        return false;
      }
      message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    var received = new Received(from, to, message.toString());
    seen.add(received);
    var last = script.answer(Stage.FINAL_DOT, to);
    if (last == null || last.startsWith("250")) {
      accepted.add(received);
    }
    return say(out, last, "250 2.0.0 queued as 4711");
  }

  private static boolean say(
      OutputStream out, @org.jspecify.annotations.Nullable String answer, String yes)
      throws IOException {
    if (DROP.equals(answer)) {
      return false;
    }
    if (!SILENCE.equals(answer)) {
      out.write(((answer == null ? yes : answer) + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }
    return answer == null || !answer.startsWith("421");
  }
}
