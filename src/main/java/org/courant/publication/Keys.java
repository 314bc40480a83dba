package org.courant.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// Keyed hashes of the installation: HMAC-SHA256 (RFC 2104) under one key per purpose, each derived
/// from the secret by HKDF (RFC 5869).
public final class Keys {
  private final Map<Purpose, SecretKey> keys = new EnumMap<>(Purpose.class);

  Keys(Secret secret) {
    for (Purpose purpose : Purpose.values()) {
      keys.put(purpose, derive(secret, purpose));
    }
  }

  /// The 32-byte hash of the parts. Each is preceded by its length, so no two lists of parts read
  /// alike.
  public byte[] mac(Purpose purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(keys.get(purpose));
      for (byte[] part : parts) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HmacSHA256", e);
    }
  }

  private static SecretKey derive(Secret secret, Purpose purpose) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(secret.value().getBytes(UTF_8))
              .addSalt("courant".getBytes(UTF_8))
              .thenExpand(purpose.name().getBytes(UTF_8), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HKDF-SHA256", e);
    }
  }
}
