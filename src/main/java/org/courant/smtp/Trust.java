package org.courant.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Who may vouch for a relay's certificate.
final class Trust {
  private Trust() {}

  /// @param certificates PEM file of the authorities; the system's when null
  static SSLSocketFactory of(@Nullable Path certificates) {
    if (certificates == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try (var in = Files.newInputStream(certificates)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + store.size(), one);
      }
      if (store.size() == 0) {
        throw new GeneralSecurityException("there is none in it");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      if (!(trust.getTrustManagers()[0] instanceof X509ExtendedTrustManager verifying)) {
        throw new GeneralSecurityException("this Java verifies no certificates");
      }
      context.init(null, new TrustManager[] {new Unexpired(verifying)}, null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException problem) {
      throw new IllegalArgumentException(
          "Setting relays.certificates: %s holds no certificates (%s); name a PEM file."
              .formatted(certificates, problem.getMessage()),
          problem);
    }
  }
}
