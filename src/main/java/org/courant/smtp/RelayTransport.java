package org.courant.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// One connection whose every step is ours: Angus Mail connects, secures and signs in, but its own
/// `sendMessage` would not tell a connection lost before the final dot from one lost after it.
final class RelayTransport extends SMTPTransport {
  private Stage stage = Stage.CONNECT;
  private boolean begun;
  private boolean ended;

  RelayTransport(Session session, boolean implicitTls) {
    super(session, new URLName("smtp", null, -1, null, null, null), "smtp", implicitTls);
  }

  boolean ended() {
    return ended;
  }

  /// One message (RFC 5321 section 3.3). The bytes are a whole message with CRLF line ends.
  synchronized Answer exchange(Envelope envelope, byte[] message) {
    try {
      var refused = open(envelope, message.length);
      return refused != null ? refused : data(message);
    } catch (MessagingException | IOException | RuntimeException lost) {
      ended = true;
      return new Answer.Lost(stage, reason(lost));
    }
  }

  private @org.jspecify.annotations.Nullable Answer open(Envelope envelope, int size)
      throws MessagingException {
    stage = Stage.MAIL;
    if (begun && simpleCommand("RSET") != 250) {
      ended = true;
      return answer();
    }
    begun = true;
    var declared = supportsExtension("SIZE") ? " SIZE=" + size : "";
    if (!agrees(simpleCommand("MAIL FROM:<" + envelope.from() + ">" + declared))) {
      return answer();
    }
    stage = Stage.RCPT;
    return agrees(simpleCommand("RCPT TO:<" + envelope.to() + ">")) ? null : answer();
  }

  private Answer data(byte[] message) throws MessagingException, IOException {
    stage = Stage.DATA;
    OutputStream body;
    try {
      body = data();
    } catch (SMTPSendFailedException _) {
      return answer();
    }
    // The last line end is kept for an empty command, which also flushes: whatever fails up to
    // here has failed before the final dot.
    var end = endsWithLine(message) ? message.length - 2 : message.length;
    body.write(message, 0, end);
    sendCommand("");
    stage = Stage.FINAL_DOT;
    sendCommand(".");
    readServerResponse();
    if (agrees(getLastReturnCode())) {
      begun = false;
    }
    return answer();
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
}
