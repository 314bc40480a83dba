package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.courant.publication.Keys;
import org.courant.publication.Purpose;
import org.courant.publication.Secret;
import org.springframework.stereotype.Component;

/// Keeps subscribers' secrets: AES-256-GCM under a key of the installation's secret, bound to topic
/// and callback, so that a copy of the database signs nothing and no row serves for another.
@Component
class HubSecrets {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  HubSecrets(Keys keys) {
    key = new SecretKeySpec(keys.mac(Purpose.HUB, "secrets".getBytes(UTF_8)), "AES");
  }

  byte[] seal(Secret secret, String topic, String callback) {
    var nonce = new byte[NONCE];
    random.nextBytes(nonce);
    var sealed =
        cipher(Cipher.ENCRYPT_MODE, nonce, topic, callback, secret.value().getBytes(UTF_8));
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  Secret open(byte[] sealed, String topic, String callback) {
    var buffer = ByteBuffer.wrap(sealed);
    var nonce = new byte[NONCE];
    buffer.get(nonce);
    var rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return new Secret(new String(cipher(Cipher.DECRYPT_MODE, nonce, topic, callback, rest), UTF_8));
  }

  private byte[] cipher(int mode, byte[] nonce, String topic, String callback, byte[] text) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((topic + "\n" + callback).getBytes(UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a hub secret cannot be read; was the installation's secret replaced?", e);
    }
  }

  /// The value of `X-Hub-Signature` (WebSub, section 7.1).
  static String signature(Secret secret, byte[] content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks HmacSHA256", e);
    }
  }
}
