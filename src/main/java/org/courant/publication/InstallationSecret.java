package org.courant.publication;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the installation's secret comes from: the environment, or a file that is made at first
/// need and that only its owner can read.
final class InstallationSecret {
  private static final int SHORTEST = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private InstallationSecret() {}

  /// @param given the value of COURANT_SECRET, if any
  static Secret find(@Nullable Secret given, Path dataFolder) {
    if (given != null && !given.value().isBlank()) {
      return checked(given.value(), "COURANT_SECRET");
    }
    Path file = dataFolder.resolve("secret");
    try {
      if (!Files.exists(file)) {
        generate(file);
      }
      return checked(Files.readString(file).strip(), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the installation's secret in " + file + " cannot be read", e);
    }
  }

  private static Secret checked(String value, String place) {
    if (value.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "%s holds a secret of %d characters; it needs at least %d, such as `openssl rand -base64 32` prints"
              .formatted(place, value.length(), SHORTEST));
    }
    return new Secret(value);
  }

  private static void generate(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.toAbsolutePath().getParent());
    var attribute = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    Path draft =
        Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", attribute);
    Files.writeString(draft, Base64.getEncoder().encodeToString(random) + "\n");
    Files.move(draft, file, ATOMIC_MOVE);
  }
}
