package org.courant.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One conversation with the sink (RFC 5321, RFC 2920).
final class SinkTalk {
  private static final int BUFFER = 32_768;

  private final Sink sink;
  private final InputStream in;
  private final OutputStream out;
  private String server = "";
  private String recipient = "";
  private Mischief mischief = Mischief.NONE;

  SinkTalk(Sink sink, Socket socket) throws IOException {
    this.sink = sink;
    this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  void run() throws IOException {
    say("220 sink");
    for (var line = line(); line != null && obey(line); line = line()) {}
    out.flush();
  }

  /// False when the conversation is over.
  private boolean obey(String line) throws IOException {
    return switch (line.split(" ", 2)[0]) {
      case "EHLO" -> {
        server = line.substring("EHLO ".length());
        yield say(
            "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 HELP");
      }
      case "MAIL" -> sender();
      case "RCPT" -> recipient(line.replaceAll(".*TO:<([^>]*)>.*", "$1"));
      case "DATA" -> message();
      case "QUIT" -> bye("221 2.0.0 bye");
      default -> say("250 2.0.0 yes");
    };
  }

  private boolean sender() throws IOException {
    recipient = "";
    mischief = sink.next();
    if (mischief == Mischief.BUSY_FOR_SENDER) {
      return hangUp();
    }
    return say("250 2.1.0 yes");
  }

  private boolean recipient(String address) throws IOException {
    sink.reached(Moment.At.RECIPIENT, server);
    return switch (mischief) {
      case REFUSE_RECIPIENT, SLOW_DOWN -> refuse();
      case BUSY_FOR_RECIPIENT, HANG_UP_AT_RECIPIENT -> hangUp();
      case STALL_AT_RECIPIENT -> stall();
      case NONE,
          REFUSE_MESSAGE,
          HANG_UP_IN_MESSAGE,
          HANG_UP_AFTER_FINAL_DOT,
          STALL_AFTER_FINAL_DOT,
          BUSY_FOR_SENDER -> {
        recipient = address;
        yield say("250 2.1.5 yes");
      }
    };
  }

  private boolean message() throws IOException {
    if (recipient.isEmpty()) {
      return say("503 5.5.1 no recipient");
    }
    say("354 go on");
    var named = named();
    sink.reached(Moment.At.HEADER, server);
    if (mischief == Mischief.HANG_UP_IN_MESSAGE) {
      return hangUp();
    }
    for (var line = line(); !".".equals(line); line = line()) {
      if (line == null) {
        return false;
      }
    }
    return taken(named);
  }

  /// Reads the head; true when it names the recipient.
  private boolean named() throws IOException {
    var named = false;
    for (var line = line(); line != null && !line.isEmpty(); line = line()) {
      named |= line.contains("<" + recipient + ">");
    }
    return named;
  }

  /// The whole message is here: whatever the sink says, or does not say, it has it, unless it
  /// refuses it.
  private boolean taken(boolean named) throws IOException {
    LockSupport.parkNanos(sink.takesNanos());
    if (mischief == Mischief.REFUSE_MESSAGE) {
      return refuse();
    }
    sink.receive(recipient, named);
    sink.reached(Moment.At.FINAL_DOT, server);
    if (mischief == Mischief.HANG_UP_AFTER_FINAL_DOT) {
      return hangUp();
    }
    if (mischief == Mischief.STALL_AFTER_FINAL_DOT) {
      return stall();
    }
    say("250 2.0.0 yes");
    out.flush();
    sink.reached(Moment.At.ANSWERED, server);
    return true;
  }

  private boolean refuse() throws IOException {
    sink.does(mischief);
    return say(mischief.reply());
  }

  /// With a word, if there is one.
  private boolean hangUp() throws IOException {
    sink.does(mischief);
    return !mischief.reply().isEmpty() && bye(mischief.reply());
  }

  private boolean bye(String reply) throws IOException {
    say(reply);
    return false;
  }

  /// Says nothing until the other side gives up.
  private boolean stall() throws IOException {
    sink.does(mischief);
    out.flush();
    while (in.read() >= 0) {}
    return false;
  }

  private boolean say(String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(UTF_8));
    return true;
  }

  /// The next line without its end; what was said leaves when there is none yet.
  private @Nullable String line() throws IOException {
    if (in.available() == 0) {
      out.flush();
    }
    var line = new ByteArrayOutputStream(80);
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(UTF_8);
  }
}
