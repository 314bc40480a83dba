package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.courant.smtp.ScriptedRelay.Received;
import org.courant.smtp.ScriptedRelay.Ways;
import org.jspecify.annotations.Nullable;

/// One connection to a `ScriptedRelay`.
final class ScriptedTalk {
  private final ScriptedRelay relay;
  private final Ways ways;
  private Socket socket;
  private BufferedReader in;
  private String from = "";
  private String to = "";

  ScriptedTalk(ScriptedRelay relay, Ways ways, Socket socket) throws IOException {
    this.relay = relay;
    this.ways = ways;
    this.socket = ways.implicit() ? secured(ways, socket) : socket;
    this.in = reader(this.socket);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
  }

  private static Socket secured(Ways ways, Socket under) throws IOException {
    if (ways.tls() == null) {
      throw new IOException("this relay has no certificate");
    }
    var secure =
        (SSLSocket) ways.tls().getSocketFactory().createSocket(under, null, under.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    return secure;
  }

  void run() throws IOException {
    if (!say(ways.script().answer(Stage.GREETING, ""), "220 scripted")) {
      return;
    }
    var on = true;
    for (var line = in.readLine(); on && line != null; line = on ? in.readLine() : null) {
      relay.commands().add(line);
      on = obey(line);
    }
  }

  /// False when the conversation is over.
  private boolean obey(String line) throws IOException {
    return switch (line.split(" ", 2)[0]) {
      case "EHLO" -> say(null, hello());
      case "STARTTLS" -> {
        say(null, "220 go on");
        socket = secured(ways, socket);
        in = reader(socket);
        yield true;
      }
      case "AUTH" -> signIn(line);
      case "MAIL" -> sender(line.replaceAll(".*FROM:<([^>]*)>.*", "$1"));
      case "RCPT" -> recipient(line.replaceAll(".*TO:<([^>]*)>.*", "$1"));
      case "DATA" -> data();
      case "QUIT" -> {
        say(null, "221 bye");
        yield false;
      }
      default -> say(null, "250 ok");
    };
  }

  private boolean sender(String address) throws IOException {
    var answer = ways.script().answer(Stage.MAIL, address);
    from = answer == null ? address : "";
    to = "";
    return say(answer, "250 2.1.0 sender ok");
  }

  private boolean recipient(String address) throws IOException {
    if (from.isEmpty()) {
      return say(null, "503 5.5.1 who are you");
    }
    var answer = ways.script().answer(Stage.RCPT, address);
    to = answer == null || answer.startsWith("2") ? address : "";
    return say(answer, "250 2.1.5 recipient ok");
  }

  private String hello() {
    var out = new StringBuilder("250-scripted\r\n");
    if (ways.tls() != null && !(socket instanceof SSLSocket)) {
      out.append("250-STARTTLS\r\n");
    }
    ways.offers().forEach(offer -> out.append("250-").append(offer).append("\r\n"));
    return out + "250 HELP";
  }

  /// Asks for what a mechanism still lacks, and lets everybody in but who says `wrong` in Base64.
  private boolean signIn(String line) throws IOException {
    var last = line;
    if (line.equals("AUTH LOGIN")) {
      say(null, "334 VXNlcm5hbWU6");
      relay.commands().add(in.readLine());
      say(null, "334 UGFzc3dvcmQ6");
      last = in.readLine();
      relay.commands().add(last);
    }
    return say(null, last.endsWith("d3Jvbmc=") ? "535 5.7.8 no" : "235 2.7.0 welcome");
  }

  private boolean data() throws IOException {
    if (to.isEmpty() && !ways.offers().contains("CARELESS")) {
      return say(null, "503 5.5.1 no valid recipients");
    }
    var answer = ways.script().answer(Stage.DATA, to);
    if (answer != null && !answer.equals(ScriptedRelay.DROP)) {
      return say(answer, "");
    }
    say(null, "354 go on");
    var message = new StringBuilder();
    for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      if (ScriptedRelay.DROP.equals(answer)) {
        return false;
      }
      message.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    if (message.isEmpty()) {
      return say(null, "554 5.5.1 no valid recipients");
    }
    var last = ways.script().answer(Stage.FINAL_DOT, to);
    relay.received(
        new Received(from, to, message.toString()), last == null || last.startsWith("250"));
    return say(last, "250 2.0.0 queued as 4711");
  }

  private boolean say(@Nullable String answer, String yes) throws IOException {
    if (ScriptedRelay.DROP.equals(answer)) {
      return false;
    }
    if (!ScriptedRelay.SILENCE.equals(answer)) {
      socket.getOutputStream().write(ScriptedRelay.bytes((answer == null ? yes : answer) + "\r\n"));
      socket.getOutputStream().flush();
    }
    return answer == null || !answer.startsWith("421");
  }
}
