package org.courant.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/// Opens connections to one relay: TLS 1.2 or newer with the certificate and its name verified (RFC
/// 3207, RFC 8314), signed in where the settings say so.
final class Dialing {
  private final SmtpSettings.Relay relay;
  private final SmtpSettings.Smtp smtp;
  private final WriteDeadlines deadlines;
  private final SSLSocketFactory tls;
  private final Properties properties;

  /// Throws IllegalArgumentException when a file that the settings name is of no use.
  Dialing(SmtpSettings.Relay relay, SmtpSettings.Smtp smtp, WriteDeadlines deadlines) {
    this.relay = relay;
    this.smtp = smtp;
    this.deadlines = deadlines;
    this.tls = Trust.of(relay.certificates());
    this.properties = properties(SignIn.secret(relay) == null);
  }

  Wire open() throws MessagingException, IOException {
    if (relay.folder() != null) {
      return new FolderWire(relay.folder());
    }
    var implicit = relay.protection() == Tls.IMPLICIT;
    var sockets = new RelaySockets();
    var transport =
        new RelayTransport(session(sockets), sockets, deadlines, implicit, smtp.deliveryNotices());
    var done = false;
    try {
      transport.connect(relay.host(), relay.port(), relay.username(), SignIn.secret(relay));
      if (relay.username() != null && !transport.supportsExtension("AUTH")) {
        throw new MessagingException("the relay offers no way to sign in");
      }
      done = true;
      return transport;
    } catch (IllegalArgumentException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    } finally {
      if (!done) {
        transport.close();
      }
    }
  }

  /// One for each connection, since its sockets are asked for through it.
  private Session session(RelaySockets sockets) {
    var own = new Properties();
    own.putAll(properties);
    own.put("mail.smtp.socketFactory", sockets.plain());
    own.put("mail.smtp.ssl.socketFactory", sockets.tls(tls));
    return Session.getInstance(own);
  }

  private Properties properties(boolean open) {
    var p = new Properties();
    p.put("mail.smtp.localhost", smtp.helo() == null ? OwnName.ofThisHost() : smtp.helo());
    p.put("mail.smtp.auth", String.valueOf(!open));
    p.put("mail.smtp.auth.mechanisms", SignIn.mechanisms(relay));
    p.put("mail.smtp.connectiontimeout", String.valueOf(smtp.connectTimeout().toMillis()));
    p.put("mail.smtp.timeout", String.valueOf(smtp.readTimeout().toMillis()));
    p.put("mail.smtp.starttls.enable", String.valueOf(relay.protection() != Tls.NONE));
    p.put("mail.smtp.starttls.required", String.valueOf(relay.protection() == Tls.REQUIRED));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    p.put("mail.smtp.socketFactory.fallback", "false");
    p.put("mail.smtp.ssl.socketFactory.fallback", "false");
    p.put("mail.smtp.quitwait", "false");
    return p;
  }
}
