package org.courant.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What Courant is measured beside: neither keeps a ledger, and `smtp-source` sends one message
/// again and again.
final class BenchRivals {
  private static final String SCRIPT =
      """
      const nodemailer = require('nodemailer');
      const [port, connections, messages, key] = process.argv.slice(2);
      const line = 'All that is known of it today, in a sentence of some length. ';
      const text = line.repeat(80), html = '<p>' + line.repeat(225) + '</p>';
      const transport = nodemailer.createTransport({
        pool: true, host: '127.0.0.1', port: +port, secure: false, ignoreTLS: true,
        maxConnections: +connections, maxMessages: Infinity,
        ...(key && { dkim: { domainName: 'courant.test', keySelector: 'bench', privateKey: require('fs').readFileSync(key) } }),
      });
      let next = 0;
      const send = async () => {
        while (next < +messages) {
          const reader = ++next;
          await transport.sendMail({
            from: 'News <news@courant.test>', to: `reader-${reader}@readers.test`, subject: 'The news of the week',
            text: text + reader, html: html + reader,
            headers: { 'List-Unsubscribe': `<https://courant.test/unsubscribe/${reader}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
          });
        }
      };
      Promise.all(Array.from({ length: 2 * connections }, send)).then(() => transport.close());
      """;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private final BenchSink sink;
  private final int connections;
  private final Path modules;

  BenchRivals(BenchSink sink, int connections, Path modules) {
    this.sink = sink;
    this.connections = connections;
    this.modules = modules;
  }

  void smtpSource(int messages) throws IOException, InterruptedException {
    run(
        List.of(
            "smtp-source",
            "-d",
            "-s",
            String.valueOf(connections),
            "-l",
            "20000",
            "-m",
            String.valueOf(messages),
            "-f",
            "news@courant.test",
            "-t",
            "reader@readers.test",
            "127.0.0.1:" + sink.port()));
  }

  void nodemailer(int messages, boolean signed)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    var script = modules.resolve("send.js");
    Files.writeString(script, SCRIPT);
    var command =
        new ArrayList<>(
            List.of(
                "node",
                script.toString(),
                String.valueOf(sink.port()),
                String.valueOf(connections),
                String.valueOf(messages)));
    if (signed) {
      command.add(key().toString());
    }
    run(command);
  }

  /// A fresh key of RSA-2048, which both sides sign with.
  Path key() throws IOException, NoSuchAlgorithmException {
    var file = modules.resolve("dkim.pem");
    if (!Files.exists(file)) {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var encoded = generator.generateKeyPair().getPrivate().getEncoded();
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)));
    }
    return file;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(Map.of("NODE_ENV", "production"));
    var code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("%s ended with %d".formatted(command.getFirst(), code));
    }
  }
}
