package org.courant.smtp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Certificates that sign themselves, made by the JDK's keytool.
final class CertificatesForTests {
  private static final String PASSWORD = "changeit";

  /// @param certificate PEM, for the side that trusts it
  record Certificate(SSLContext server, Path certificate) {}

  private CertificatesForTests() {}

  /// @param names for example `dns:localhost,ip:127.0.0.1`
  /// @param more arguments to keytool, such as `-startdate -2d -validity 1`
  static Certificate of(Path folder, String names, String... more) throws Exception {
    var store = folder.resolve("store-" + Integer.toHexString(names.hashCode() + more.length));
    var arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", "relay", "-keyalg", "EC", "-dname", "CN=relay"));
    arguments.addAll(List.of("-ext", "san=" + names));
    arguments.addAll(List.of(more));
    keytool(store, arguments);
    var pem = Path.of(store + ".pem");
    keytool(store, List.of("-exportcert", "-rfc", "-alias", "relay", "-file", pem.toString()));
    return new Certificate(context(store), pem);
  }

  private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    manager.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(manager.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, List<String> arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }
}
