package org.courant.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;

/// The public half of an Ed25519 key, which its file need not hold.
final class Ed25519 {
  private Ed25519() {}

  /// The JDK makes a public key only of fresh randomness: it is given the private key for that (RFC
  /// 8032 section 5.1.5: the private key is 32 random bytes).
  static PublicKey published(EdECPrivateKey key) throws GeneralSecurityException {
    var seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("an empty key"));
    var generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
    generator.initialize(NamedParameterSpec.ED25519, new Given(seed));
    return generator.generateKeyPair().getPublic();
  }

  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    private Given(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("an Ed25519 key is 32 bytes");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
