package org.courant.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import picocli.CommandLine;

class DkimKeysTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path folder;

  private DkimSettings.Key rsa(String selector, String from, String until) {
    var file = new DkimKeysForTests(folder).file(KeyKind.RSA, selector);
    return new DkimSettings.Key("example.org", selector, file, day(from), day(until));
  }

  private static @Nullable LocalDate day(String day) {
    return day.isEmpty() ? null : LocalDate.parse(day);
  }

  private static DkimKeys keys(DkimSettings.Key... keys) {
    return new DkimKeys(new DkimSettings(List.of(keys)), NOW);
  }

  @Test
  void refusesAKeyThatOthersCanRead() throws Exception {
    var key = rsa("a", "", "");
    for (var open : List.of("rw-r--r--", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(key.keyFile(), PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> keys(key))
          .hasMessage(
              "Setting dkim.key-file: %s can be read or changed by others (%s); run: chmod 600 %s."
                  .formatted(key.keyFile(), open, key.keyFile()));
    }
    Files.setPosixFilePermissions(key.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(keys(key).all()).hasSize(1);
  }

  @Test
  void refusesWhatIsNoUsableKeyAndSaysWhatToDo() throws Exception {
    var key = rsa("b", "", "");
    refused(key, "", "holds no PEM private key; make one with: courant dkim keygen.");
    refused(
        key,
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
        "is PKCS#1, not PKCS#8; convert it with: openssl pkcs8");
    refused(
        key,
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "is locked by a passphrase");
    refused(
        key,
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "holds neither an RSA nor an Ed25519 key");
    Files.delete(key.keyFile());
    assertThatThrownBy(() -> keys(key)).hasMessageContaining("cannot be read; make it readable");
    var weak = KeyPairGenerator.getInstance("RSA");
    weak.initialize(1_024);
    KeyFile.write(key.keyFile(), weak.generateKeyPair().getPrivate());
    assertThatThrownBy(() -> keys(key)).hasMessageContaining("holds an RSA key of 1024 bits");
  }

  private static void refused(DkimSettings.Key key, String content, String why) throws Exception {
    Files.writeString(key.keyFile(), content);
    assertThatThrownBy(() -> keys(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Setting dkim.key-file: " + key.keyFile())
        .hasMessageContaining(why);
  }

  @Test
  void refusesAKeyWhoseSignaturesDoNotHold() throws Exception {
    var setting = rsa("c", "", "");
    for (var kind : KeyKind.values()) {
      var one = KeyFile.generate(kind);
      var other = new KeyFile.Pair(kind, one.secret(), KeyFile.generate(kind).published());
      assertThat(DkimKey.proved(setting, one).kind()).isEqualTo(kind);
      assertThatThrownBy(() -> DkimKey.proved(setting, other))
          .hasMessageContaining(setting.keyFile() + " holds a key that cannot sign (");
    }
  }

  @Test
  void refusesTimesWithoutAnRsaKey() {
    assertThat(keys(rsa("a", "", "2026-12-01"), rsa("b", "2026-11-30", "")).all()).hasSize(2);
    assertThatThrownBy(() -> keys(rsa("a", "", "2026-12-01"), rsa("b", "2026-12-02", "")))
        .hasMessageStartingWith("Setting dkim: no RSA key of example.org signs from 2026-12-01 on");
    assertThatThrownBy(() -> keys(rsa("a", "2026-11-24", "")))
        .hasMessageContaining("signs from 2026-11-23 on");
    assertThatThrownBy(
            () -> new DkimKeysForTests(folder).with(KeyKind.ED25519, "example.org", "e").keys(NOW))
        .hasMessageContaining("no RSA key of example.org");
    assertThatThrownBy(() -> keys(rsa("a", "", ""), rsa("a", "", "")))
        .hasMessageContaining("a._domainkey.example.org stands there twice");
  }

  @Test
  void refusesNamesThatTheDnsDoesNotHold() {
    assertThatThrownBy(() -> new DkimSettings.Key("bücher.de", "a", folder, null, null))
        .hasMessageStartingWith("Setting dkim.domain: \"bücher.de\" is no name in the DNS");
    assertThatThrownBy(() -> new DkimSettings.Key("example.org", "a b", folder, null, null))
        .hasMessageStartingWith("Setting dkim.selector: ");
    assertThatThrownBy(() -> bound(Map.of("domain", "example.org", "selector", "a")))
        .hasRootCauseMessage(
            "Setting dkim.key-file: is missing for example.org; make one with: courant dkim keygen.");
    var read =
        bound(
            Map.of(
                "domain", "Example.org", "selector", "a", "key-file", "x", "from", "2026-12-01"));
    assertThat(read.dkim())
        .containsExactly(
            new DkimSettings.Key(
                "example.org", "a", Path.of("x"), LocalDate.of(2026, 12, 1), null));
  }

  private static DkimSettings bound(Map<String, String> key) {
    var source = new MapConfigurationPropertySource();
    key.forEach((name, value) -> source.put("courant.dkim[0]." + name, value));
    return new Binder(source).bind("courant", DkimSettings.class).get();
  }

  @Test
  void makesAKeyThatOnlyItsOwnerReadsAndPrintsItsRecord() throws Exception {
    for (var type : List.of("rsa", "ed25519")) {
      var said = command("keygen", "--domain", "example.org", "--selector", type, "--type", type);
      var file = folder.resolve(type + ".example.org.pem");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      var setting = new DkimSettings.Key("example.org", type, file, null, null);
      var record = DkimKey.proved(setting, KeyFile.read(file)).record();
      assertThat(said)
          .contains(type + "._domainkey.example.org. IN TXT ( " + record + " )")
          .contains("key-file: " + file)
          .endsWith("exit 0");
      assertThat(record).startsWith("\"v=DKIM1; k=" + type + "; p=");
      assertThat(record.split("\" \"")).allMatch(part -> part.length() <= 256);
      assertThat(command("keygen", "--domain", "example.org", "--selector", type))
          .contains("is there already", "exit 1");
    }
  }

  private String command(String... arguments) {
    var out = new StringWriter();
    var line =
        new CommandLine(new DkimCommand(() -> keys()))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
    var with = new ArrayList<>(List.of(arguments));
    with.addAll(List.of("--folder", folder.toString()));
    var status = line.execute(with.toArray(String[]::new));
    return out + "exit " + status;
  }
}
