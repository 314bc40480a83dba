package org.courant.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/// One connection whose every step is ours: Angus Mail connects, secures and signs in, but its own
/// `sendMessage` would not tell a connection lost before the final dot from one lost after it, and
/// waits for each answer where the relay takes several commands at once (RFC 2920).
final class RelayTransport extends SMTPTransport implements Wire {
  private final boolean notices;
  private final Transcript transcript = new Transcript();
  private @Nullable Offer offer;
  private Stage stage = Stage.CONNECT;
  private boolean begun;
  private boolean ended;
  private boolean asked;

  /// @param notices whether the relay is asked for bounces that name the message
  RelayTransport(Session session, boolean implicitTls, boolean notices) {
    super(session, new URLName("smtp", null, -1, null, null, null), "smtp", implicitTls);
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
      return offer.pipelining() ? together(commands, message) : each(commands, message);
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

  private Answer each(String[] commands, byte[] message) throws MessagingException, IOException {
    if (begun && simpleCommand("RSET") != 250) {
      ended = true;
      return answer();
    }
    begun = true;
    if (!agrees(simpleCommand(commands[0]))) {
      return answer();
    }
    stage = Stage.RCPT;
    if (!agrees(simpleCommand(commands[1]))) {
      return answer();
    }
    stage = Stage.DATA;
    var body = body();
    return body == null ? answer() : send(body, message);
  }

  /// All commands at once; the answers come in their order.
  private Answer together(String[] commands, byte[] message)
      throws MessagingException, IOException {
    var reset = begun;
    begun = true;
    if (reset) {
      sendCommand("RSET");
    }
    sendCommand(commands[0]);
    sendCommand(commands[1]);
    sendCommand("DATA");
    asked = true;
    if (reset && readServerResponse() != 250) {
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
    var body = body();
    if (refused == null) {
      return body == null ? answer() : send(body, message);
    }
    if (body != null) {
      nothing(refused);
    }
    return refused;
  }

  /// The relay waits for a message although it refused something. Without a recipient a lone dot
  /// ends that (RFC 2920 section 3.1); else only hanging up is sure to send nothing.
  private void nothing(Answer refused) throws MessagingException {
    if (refused instanceof Answer.Refused(var at, _, _, _) && at == Stage.RCPT) {
      sendCommand(".");
      readServerResponse();
    } else {
      ended = true;
    }
  }

  private @Nullable OutputStream body() throws MessagingException {
    try {
      return data();
    } catch (SMTPSendFailedException _) {
      return null;
    } finally {
      asked = false;
    }
  }

  private Answer send(OutputStream body, byte[] message) throws MessagingException, IOException {
    // The last line end is kept for an empty command, which also flushes: whatever fails up to
    // here has failed before the final dot.
    var end = endsWithLine(message) ? message.length - 2 : message.length;
    body.write(message, 0, end);
    sendCommand("");
    transcript.note("a message of " + message.length + " bytes");
    stage = Stage.FINAL_DOT;
    sendCommand(".");
    readServerResponse();
    if (agrees(getLastReturnCode())) {
      begun = false;
    }
    return answer();
  }

  /// Angus asks `DATA` by itself; where it was asked already, only its answer is read.
  @Override
  protected void sendCommand(String command) throws MessagingException {
    if (asked && command.equals("DATA")) {
      return;
    }
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

  private static boolean endsWithLine(byte[] message) {
    var n = message.length;
    return n >= 2 && message[n - 2] == '\r' && message[n - 1] == '\n';
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
    var cause = lost.getCause() == null ? lost : lost.getCause();
    var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.lines().findFirst().orElse("connection lost");
  }

  @Override
  public synchronized void close() {
    try {
      super.close();
    } catch (MessagingException _) {
      // It is over either way, and every message on it has had its answer.
    }
  }
}
