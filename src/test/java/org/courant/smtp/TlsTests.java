package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.courant.smtp.CertificatesForTests.Certificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real TLS with real certificates.
class TlsTests {
  private static final Envelope ADA = new Envelope("bounce+1@courant.test", "ada@example.org");
  private static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);

  @TempDir private static Path folder;
  private static Certificate ours;
  private static Certificate others;
  private static Certificate expired;

  @BeforeAll
  static void certificates() throws Exception {
    ours = CertificatesForTests.of(folder, "dns:localhost,ip:127.0.0.1");
    others = CertificatesForTests.of(folder, "dns:other.example");
    expired =
        CertificatesForTests.of(
            folder, "dns:localhost,ip:127.0.0.1", "-startdate", "-9d", "-validity", "2");
  }

  private static ScriptedRelay relay(@Nullable SSLContext tls, Tls kind) {
    var implicit = kind == Tls.IMPLICIT;
    return new ScriptedRelay(
        new ScriptedRelay.Ways((_, _) -> null, List.of("AUTH PLAIN"), tls, implicit));
  }

  @ParameterizedTest
  @EnumSource(names = {"WANTED", "REQUIRED", "IMPLICIT"})
  void sendsUnderTlsToARelayThatSomebodyVouchesFor(Tls kind) throws Exception {
    try (var relay = relay(ours.server(), kind)) {
      var one = relay.one().tls(kind).certificates(ours.certificate());
      for (var host : List.of("localhost", "127.0.0.1")) {
        try (var connection = RelaysForTests.of(5, one.host(host)).connect()) {
          assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
        }
      }
      var startTls = kind == Tls.IMPLICIT ? 0 : 2;
      assertThat(relay.commands()).filteredOn("STARTTLS"::equals).hasSize(startTls);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WANTED", "REQUIRED", "IMPLICIT"})
  void refusesARelayOfAnotherName(Tls kind) throws Exception {
    try (var relay = relay(others.server(), kind)) {
      var one = relay.one().tls(kind).certificates(others.certificate());
      refused(relay, one.host("localhost"), "other.example|localhost");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WANTED", "REQUIRED", "IMPLICIT"})
  void refusesACertificateThatIsOver(Tls kind) throws Exception {
    try (var relay = relay(expired.server(), kind)) {
      var one = relay.one().tls(kind).certificates(expired.certificate());
      refused(relay, one, "expired|NotAfter|validity");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WANTED", "REQUIRED", "IMPLICIT"})
  void refusesACertificateThatNobodyVouchesFor(Tls kind) throws Exception {
    try (var relay = relay(ours.server(), kind)) {
      var words = "nobody known here vouches for its certificate; name a PEM file";
      refused(relay, relay.one().tls(kind), words);
      refused(relay, relay.one().tls(kind).certificates(others.certificate()), words);
    }
  }

  /// Nothing of a message, nor a password, is told to such a relay.
  private static void refused(ScriptedRelay relay, RelaysForTests.One one, String why) {
    assertThatThrownBy(() -> RelaysForTests.of(1, one.user("ada", "secret")).connect())
        .isInstanceOf(RelayUnavailable.class)
        .hasMessageMatching("(?is).*(" + why + ").*");
    assertThat(relay.commands()).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
  }

  @Test
  void refusesARelayWhoseStartTlsWasTakenAway() throws Exception {
    try (var relay = relay(null, Tls.REQUIRED)) {
      refused(relay, relay.one().tls(Tls.REQUIRED), "STARTTLS");
      var unnamed = relay.one().tls(Tls.WANTED);
      try (var connection = RelaysForTests.of(1, unnamed).connect()) {
        assertThat(connection.send(ADA, MESSAGE)).isInstanceOf(Answer.Accepted.class);
      }
    }
  }

  @Test
  void refusesAnotherServersCertificateThatCarriesNoName() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    server.start();
    try {
      var one = RelaysForTests.at(server.getSmtps().getPort()).tls(Tls.IMPLICIT);
      var trusting = one.certificates(greenMail());
      assertThatThrownBy(() -> RelaysForTests.of(1, one).connect()).hasMessageContaining("certif");
      assertThatThrownBy(() -> RelaysForTests.of(1, trusting).connect())
          .hasMessageContaining("127.0.0.1");
    } finally {
      server.stop();
    }
  }

  private static Path greenMail() throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      keys.load(in, "changeit".toCharArray());
    }
    var encoded = keys.getCertificate("greenmail").getEncoded();
    return Files.writeString(
        folder.resolve("greenmail.pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(encoded)));
  }
}
