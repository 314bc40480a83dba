package org.courant.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Opens connections to one relay: TLS 1.2 or newer with the certificate and its name verified (RFC
/// 3207, RFC 8314), signed in where the settings say so.
final class Dialing {
  private final SmtpSettings.Relay relay;
  private final SmtpSettings.Smtp smtp;
  private final @Nullable Session session;

  /// Throws IllegalArgumentException when a file that the settings name is of no use.
  Dialing(SmtpSettings.Relay relay, SmtpSettings.Smtp smtp) {
    this.relay = relay;
    this.smtp = smtp;
    var none = SignIn.secret(relay) == null;
    this.session =
        relay.folder() == null
            ? Session.getInstance(properties(Trust.of(relay.certificates()), none))
            : null;
  }

  Wire open() throws MessagingException, IOException {
    if (session == null || relay.host() == null) {
      return new FolderWire(java.util.Objects.requireNonNull(relay.folder()));
    }
    var implicit = relay.protection() == Tls.IMPLICIT;
    var transport = new RelayTransport(session, implicit, smtp.deliveryNotices());
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

  private Properties properties(SSLSocketFactory tls, boolean open) {
    var p = new Properties();
    p.put("mail.smtp.localhost", smtp.helo() == null ? ownName() : smtp.helo());
    p.put("mail.smtp.auth", String.valueOf(!open));
    p.put("mail.smtp.auth.mechanisms", SignIn.mechanisms(relay));
    p.put("mail.smtp.connectiontimeout", String.valueOf(smtp.connectTimeout().toMillis()));
    p.put("mail.smtp.timeout", String.valueOf(smtp.readTimeout().toMillis()));
    p.put("mail.smtp.writetimeout", String.valueOf(smtp.writeTimeout().toMillis()));
    p.put("mail.smtp.starttls.enable", String.valueOf(relay.protection() != Tls.NONE));
    p.put("mail.smtp.starttls.required", String.valueOf(relay.protection() == Tls.REQUIRED));
    p.put("mail.smtp.ssl.checkserveridentity", "true");
    p.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    p.put("mail.smtp.ssl.socketFactory", tls);
    p.put("mail.smtp.socketFactory", new NoDelaySockets.Plain());
    p.put("mail.smtp.socketFactory.fallback", "false");
    p.put("mail.smtp.ssl.socketFactory.fallback", "false");
    p.put("mail.smtp.quitwait", "false");
    p.put("mail.mime.allowutf8", "true"); // commands are written as UTF-8 (RFC 6531)
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
}
