package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;

/// Checks `X-Hub-Signature`, by the method that it states (WebSub, section 7.1).
final class HubSignature {
  private static final Map<String, String> METHODS =
      Map.of(
          "sha1",
          "HmacSHA1",
          "sha256",
          "HmacSHA256",
          "sha384",
          "HmacSHA384",
          "sha512",
          "HmacSHA512");

  private HubSignature() {}

  static boolean valid(@Nullable String header, Secret secret, byte[] body) {
    if (header == null) {
      return false;
    }
    int equals = header.indexOf('=');
    var method =
        METHODS.get(header.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT));
    if (method == null) {
      return false;
    }
    try {
      var given = HexFormat.of().parseHex(header.substring(equals + 1).strip());
      var mac = Mac.getInstance(method);
      mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), method));
      return MessageDigest.isEqual(given, mac.doFinal(body));
    } catch (IllegalArgumentException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + method, e);
    }
  }
}
