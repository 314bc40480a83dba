package org.courant.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// Private keys on disk: PEM (RFC 7468), PKCS#8, as `openssl genpkey` writes them.
final class KeyFile {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  /// Receivers need not take longer ones (RFC 8301 section 3.2), and shorter ones are weak.
  private static final int SHORTEST = 2_048;

  private static final int LONGEST = 4_096;

  private static final Set<PosixFilePermission> FORBIDDEN =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  record Pair(KeyKind kind, PrivateKey secret, PublicKey published) {}

  private KeyFile() {}

  /// Throws IllegalArgumentException with one sentence that names the file and the remedy.
  static Pair read(Path file) {
    String text;
    try {
      guarded(file);
      text = Files.readString(file, US_ASCII);
    } catch (IOException problem) {
      throw wrong(file, "cannot be read", "make it readable for this user");
    }
    var pem = text.strip();
    if (pem.contains("BEGIN RSA PRIVATE KEY")) {
      throw wrong(
          file,
          "is PKCS#1, not PKCS#8",
          "convert it with: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
    }
    if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
      throw wrong(file, "is locked by a passphrase", "write it without one, for this user alone");
    }
    if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
      throw wrong(file, "holds no PEM private key", "make one with: courant dkim keygen");
    }
    try {
      var body = pem.substring(BEGIN.length(), pem.length() - END.length());
      return pair(file, new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
    } catch (GeneralSecurityException problem) {
      throw wrong(
          file, "holds neither an RSA nor an Ed25519 key", "make one with: courant dkim keygen");
    }
  }

  /// Whoever reads the key can sign mail in this domain's name.
  private static void guarded(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    var permissions = Files.getPosixFilePermissions(file);
    if (permissions.stream().anyMatch(FORBIDDEN::contains)) {
      throw wrong(
          file,
          "can be read or changed by others (" + PosixFilePermissions.toString(permissions) + ")",
          "run: chmod 600 " + file);
    }
  }

  private static Pair pair(Path file, PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
    try {
      var key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
      var bits = key.getModulus().bitLength();
      if (bits < SHORTEST || bits > LONGEST) {
        throw wrong(file, "holds an RSA key of %d bits".formatted(bits), "use one of 2048");
      }
      var published = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
      return new Pair(KeyKind.RSA, key, KeyFactory.getInstance("RSA").generatePublic(published));
    } catch (InvalidKeySpecException _) {
      var key = (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(spec);
      return new Pair(KeyKind.ED25519, key, Ed25519.published(key));
    }
  }

  /// A new key of this kind.
  static Pair generate(KeyKind kind) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(kind == KeyKind.RSA ? "RSA" : "Ed25519");
    if (kind == KeyKind.RSA) {
      generator.initialize(SHORTEST);
    }
    KeyPair pair = generator.generateKeyPair();
    return new Pair(kind, pair.getPrivate(), pair.getPublic());
  }

  /// Writes a new file that only its owner can read. Never over another.
  static void write(Path file, PrivateKey key) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    var text = BEGIN + "\n" + lines + "\n" + END + "\n";
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var out =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
      out.write(java.nio.ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
  }

  private static IllegalArgumentException wrong(Path file, String what, String action) {
    return new IllegalArgumentException(
        "Setting dkim.key-file: %s %s; %s.".formatted(file, what, action));
  }
}
