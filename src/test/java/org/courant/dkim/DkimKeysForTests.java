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

  /// No keys: nothing is signed.
  public static DkimSigner none() {
    return new DkimSigner(new DkimKeys(new DkimSettings(List.of()), Instant.EPOCH));
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
}
