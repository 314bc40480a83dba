package org.courant.dkim;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keys in a folder, and the DNS that publishes them.
public final class DkimKeysForTests {
  private final Path folder;
  private final List<DkimSettings.Key> settings = new ArrayList<>();

  public DkimKeysForTests(Path folder) {
    this.folder = folder;
  }

  DkimKeysForTests with(KeyKind kind, String domain, String selector) {
    return with(new DkimSettings.Key(domain, selector, file(kind, selector), null, null));
  }

  DkimKeysForTests with(DkimSettings.Key setting) {
    settings.add(setting);
    return this;
  }

  /// A new key's file.
  Path file(KeyKind kind, String selector) {
    var file = folder.resolve(selector + ".pem");
    try {
      Files.deleteIfExists(file);
      KeyFile.write(file, KeyFile.generate(kind).secret());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  DkimKeys keys(Instant now) {
    return new DkimKeys(new DkimSettings(settings), now);
  }

  /// The records as the command prints them, their strings put together.
  static Map<String, String> dns(DkimKeys keys) {
    return keys.all().stream()
        .collect(toMap(DkimKey::recordName, key -> key.record().replaceAll("\" \"|\"", "")));
  }

  /// A key of each kind for a domain.
  public static DkimKeysForTests both(Path folder, String domain) {
    return new DkimKeysForTests(folder)
        .with(KeyKind.RSA, domain, "2026a")
        .with(KeyKind.ED25519, domain, "2026e");
  }

  public DkimSigner signer(Instant now) {
    return new DkimSigner(keys(now));
  }

  /// The algorithms of a message's signatures, all of which hold.
  public List<String> verified(byte[] message, Instant now) throws GeneralSecurityException {
    var verified = new DkimVerifier(dns(keys(now))).verify(message);
    return verified.stream().map(signature -> signature.tag("a")).toList();
  }
}
