package org.courant.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.concurrent.Future;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// One connection whose every step is ours: Angus Mail connects, secures and signs in, but its own
/// `sendMessage` would not tell a connection lost before the final dot from one lost after it,
/// waits for each answer where the relay takes several commands at once (RFC 2920), and writes a
/// message line by line.
final class RelayTransport extends SMTPTransport implements Wire {
  private static final int GO_AHEAD = 354;

  private final RelaySockets sockets;
  private final Future<?> watch;
  private final boolean notices;
  private final Transcript transcript = new Transcript();
  private @Nullable Offer offer;
  private Stage stage = Stage.CONNECT;
  private boolean begun;
  private boolean ended;

  /// @param sockets those that the session takes its sockets from
  /// @param notices whether the relay is asked for bounces that name the message
  RelayTransport(
      Session session,
      RelaySockets sockets,
      WriteDeadlines deadlines,
      boolean implicitTls,
      boolean notices) {
    super(session, new URLName("smtp", null, -1, null, null, null), "smtp", implicitTls);
    this.sockets = sockets;
    this.watch = deadlines.watch(sockets);
    this.notices = notices;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public String transcript() {
    return transcript.text();
  }

  @Override
  public synchronized boolean answers() {
    try {
      ended |= simpleCommand("NOOP") != 250;
    } catch (MessagingException | RuntimeException _) {
      ended = true;
    }
    return !ended;
  }

  /// One message (RFC 5321 section 3.3).
  @Override
  public synchronized Answer exchange(Envelope envelope, byte[] message) {
    transcript.next();
    if (offer == null) {
      offer = Offer.read(this::parameter, notices);
    }
    var shape = MessageShape.of(message);
    var unsendable = offer.unsendable(envelope, shape);
    if (unsendable.isPresent()) {
      transcript.note(unsendable.get().toString());
      return unsendable.get();
    }
    try {
      stage = Stage.MAIL;
      var commands = new String[] {offer.mail(envelope, shape), offer.recipient(envelope)};
      return offer.pipelining()
          ? together(commands, message, shape)
          : each(commands, message, shape);
    } catch (MessagingException | IOException | RuntimeException lost) {
      ended = true;
      var why = reason(lost);
      transcript.note("lost at " + stage + ": " + why);
      return new Answer.Lost(stage, why);
    }
  }

  private @Nullable String parameter(String extension) {
    var parameter = getExtensionParameter(extension);
    return parameter == null && supportsExtension(extension) ? "" : parameter;
  }

  private Answer each(String[] commands, byte[] message, MessageShape shape)
      throws MessagingException, IOException {
    if (begun && !agrees(ask("RSET"))) {
      ended = true;
      return answer();
    }
    begun = true;
    if (!agrees(ask(commands[0]))) {
      return answer();
    }
    stage = Stage.RCPT;
    if (!agrees(ask(commands[1]))) {
      return answer();
    }
    stage = Stage.DATA;
    return ask("DATA") == GO_AHEAD ? send(message, shape) : answer();
  }

  /// All commands at once; the answers come in their order.
  private Answer together(String[] commands, byte[] message, MessageShape shape)
      throws MessagingException, IOException {
    var reset = begun;
    begun = true;
    say(reset ? "RSET" : "", commands[0], commands[1], "DATA");
    if (reset && !agrees(readServerResponse())) {
      ended = true;
      return answer();
    }
    var refused = agrees(readServerResponse()) ? null : answer();
    stage = Stage.RCPT;
    if (!ended) {
      var code = readServerResponse();
      refused = refused == null && !agrees(code) ? answer() : refused;
    }
    stage = Stage.DATA;
    if (ended) {
      return refused == null ? answer() : refused;
    }
    var goAhead = readServerResponse() == GO_AHEAD;
    if (refused == null) {
      return goAhead ? send(message, shape) : answer();
    }
    if (goAhead) {
      nothing(refused);
    }
    return refused;
  }

  /// The relay waits for a message although it refused something. Without a recipient a lone dot
  /// ends that (RFC 2920 section 3.1); else only hanging up is sure to send nothing.
  private void nothing(Answer refused) throws MessagingException, IOException {
    if (refused instanceof Answer.Refused(var at, _, _, _) && at == Stage.RCPT) {
      ask(".");
    } else {
      ended = true;
    }
  }

  /// One write with the final dot at its end: whatever fails in it has failed before that dot.
  private Answer send(byte[] message, MessageShape shape) throws MessagingException, IOException {
    sockets.write(shape.framed(message));
    transcript.note("a message of " + message.length + " bytes");
    stage = Stage.FINAL_DOT;
    readServerResponse();
    if (agrees(getLastReturnCode())) {
      begun = false;
    }
    return answer();
  }

  private int ask(String command) throws MessagingException, IOException {
    say(command);
    return readServerResponse();
  }

  /// Several commands leave in one packet. A line end within one would be another command.
  private void say(String... commands) throws IOException {
    var lines = new StringBuilder(200);
    for (var command : commands) {
      if (!command.isEmpty()) {
        if (command.indexOf('\r') >= 0 || command.indexOf('\n') >= 0) {
          throw new IllegalArgumentException("a command is one line");
        }
        transcript.said(command);
        lines.append(command).append("\r\n");
      }
    }
    sockets.write(lines.toString().getBytes(UTF_8));
  }

  /// What Angus says by itself to open and to close the connection.
  @Override
  protected void sendCommand(String command) throws MessagingException {
    if (!command.isEmpty() && transcript != null) {
      transcript.said(command);
    }
    super.sendCommand(command);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    var code = super.readServerResponse();
    var reply = getLastServerResponse();
    if (reply != null) {
      transcript.heard(code, reply);
    }
    return code;
  }

  private static boolean agrees(int code) {
    return code >= 200 && code < 300;
  }

  private Answer answer() {
    var code = getLastReturnCode();
    if (code < 200 || code > 599) {
      ended = true;
      transcript.note("the relay closed the connection at " + stage);
      return new Answer.Lost(stage, "the relay closed the connection");
    }
    var reply = Reply.read(code, getLastServerResponse());
    if (stage == Stage.FINAL_DOT && agrees(code)) {
      return new Answer.Accepted(reply.text());
    }
    ended |= code == 421;
    return new Answer.Refused(stage, code, reply.enhanced(), reply.text());
  }

  private static String reason(Exception lost) {
    if (Thread.currentThread().isInterrupted()) {
      return "this process was told to end before the relay answered";
    }
    var cause = lost.getCause() == null ? lost : lost.getCause();
    var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.lines().findFirst().orElse("connection lost");
  }

  @Override
  public synchronized void close() {
    watch.cancel(false);
    try {
      super.close();
    } catch (MessagingException _) {
      // It is over either way, and every message on it has had its answer.
    }
  }
}
