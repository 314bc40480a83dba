package org.courant.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The relays of the settings, in their order.
@Component
public class Relays {
  private record Line(SmtpSettings.Relay relay, Semaphore free, @Nullable String password) {}

  private final List<Line> lines;
  private final SmtpSettings.Smtp smtp;
  private final SSLSocketFactory tls;

  @Autowired
  Relays(SmtpSettings settings) {
    this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Relays(SmtpSettings settings, SSLSocketFactory tls) {
    this.smtp = settings.smtp();
    this.tls = new NoDelaySockets(tls);
    this.lines =
        settings.relays().stream()
            .map(r -> new Line(r, new Semaphore(r.connections()), password(r)))
            .toList();
  }

  /// False when the settings name no relay: nothing can be sent.
  public boolean configured() {
    return !lines.isEmpty();
  }

  /// How many connections may usefully be open at once.
  public int connections() {
    return lines.isEmpty() ? 0 : lines.getFirst().relay().connections();
  }

  /// Opens a connection to the first relay that answers. Close it to give its place back.
  public SmtpConnection connect() throws RelayUnavailable {
    var problems = new ArrayList<String>();
    for (var line : lines) {
      if (!line.free().tryAcquire()) {
        problems.add(name(line.relay()) + " has all its connections in use");
        continue;
      }
      try {
        return new SmtpConnection(open(line), smtp.messagesPerConnection(), line.free()::release);
      } catch (MessagingException problem) {
        line.free().release();
        problems.add(name(line.relay()) + ": " + reason(problem));
      }
    }
    throw new RelayUnavailable(
        problems.isEmpty() ? "no relay is configured" : String.join("; ", problems));
  }

  private RelayTransport open(Line line) throws MessagingException {
    var relay = line.relay();
    var transport =
        new RelayTransport(
            Session.getInstance(properties(relay)), relay.protection() == Tls.IMPLICIT);
    transport.connect(relay.host(), relay.port(), relay.username(), line.password());
    return transport;
  }

  private Properties properties(SmtpSettings.Relay relay) {
    var p = new Properties();
    p.put("mail.smtp.localhost", smtp.helo() == null ? ownName() : smtp.helo());
    p.put("mail.smtp.auth", String.valueOf(relay.username() != null));
    p.put("mail.smtp.connectiontimeout", String.valueOf(smtp.connectTimeout().toMillis()));
    p.put("mail.smtp.timeout", String.valueOf(smtp.readTimeout().toMillis()));
    p.put("mail.smtp.writetimeout", String.valueOf(smtp.writeTimeout().toMillis()));
    p.put("mail.smtp.starttls.enable", String.valueOf(relay.protection() != Tls.NONE));
    p.put("mail.smtp.starttls.required", String.valueOf(relay.protection() == Tls.REQUIRED));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.ssl.socketFactory", tls);
    p.put("mail.smtp.socketFactory", new NoDelaySockets.Plain());
    p.put("mail.smtp.socketFactory.fallback", "false");
    p.put("mail.smtp.ssl.socketFactory.fallback", "false");
    p.put("mail.smtp.quitwait", "false");
    return p;
  }

  private static String ownName() {
    try {
      var name = InetAddress.getLocalHost().getCanonicalHostName();
      return name.matches("[A-Za-z0-9.-]+") ? name : "localhost";
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }

  private static @Nullable String password(SmtpSettings.Relay relay) {
    var file = relay.passwordFile();
    if (file == null) {
      return relay.password() == null ? null : relay.password().value();
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException problem) {
      throw new IllegalArgumentException(
          "Setting relays.password-file: %s cannot be read; make it readable for this user."
              .formatted(file),
          problem);
    }
  }

  private static String name(SmtpSettings.Relay relay) {
    return relay.host() + ":" + relay.port();
  }

  /// The first line of the innermost reason: what a person needs of a chain of exceptions.
  private static String reason(MessagingException problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.lines().findFirst().orElse("no connection").strip();
  }
}
