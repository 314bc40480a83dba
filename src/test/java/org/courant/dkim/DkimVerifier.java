package org.courant.dkim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Verifies as a receiver does, written from RFC 6376 with strings and regular expressions, and
/// sharing nothing with the signer.
final class DkimVerifier {
  /// @param tags of a signature, or of a record, without white space
  record Verified(Map<String, String> tags) {
    String tag(String name) {
      return tags.getOrDefault(name, "");
    }
  }

  private final Map<String, String> dns;

  /// @param dns the text of the record at each name
  DkimVerifier(Map<String, String> dns) {
    this.dns = dns;
  }

  /// All signatures, from the top; throws when one does not hold.
  List<Verified> verify(byte[] bytes) throws GeneralSecurityException {
    var message = new String(bytes, ISO_8859_1);
    var split = message.indexOf("\r\n\r\n");
    var fields = List.of(message.substring(0, split).split("\r\n(?![ \t])", -1));
    var body = message.substring(split + 4);
    var found = new ArrayList<Verified>();
    for (var field : fields) {
      if (name(field).equals("dkim-signature")) {
        found.add(one(field, fields, body));
      }
    }
    return found;
  }

  private Verified one(String signature, List<String> fields, String body)
      throws GeneralSecurityException {
    var tags = new Verified(tags(signature.substring(signature.indexOf(':') + 1)));
    var hash = MessageDigest.getInstance("SHA-256").digest(body(body).getBytes(ISO_8859_1));
    need(tags.tag("bh").equals(Base64.getEncoder().encodeToString(hash)), "the body was changed");
    need(tags.tag("v").equals("1") && !tags.tags().containsKey("l"), "version and length");
    need(tags.tag("c").equals("relaxed/relaxed"), "canonicalization");
    var signed = new StringBuilder();
    var left = new ArrayList<>(fields);
    for (var name : tags.tag("h").split(":", -1)) {
      for (var i = left.size() - 1; i >= 0; i--) {
        if (name(left.get(i)).equals(name.toLowerCase(Locale.ROOT))) {
          signed.append(header(left.remove(i))).append("\r\n");
          break;
        }
      }
    }
    signed.append(header(signature.replaceFirst("(?s)(\\sb=).*\\z", "$1")));
    var name = tags.tag("s") + "._domainkey." + tags.tag("d");
    var record = new Verified(tags(dns.getOrDefault(name, "")));
    need(
        holds(record, tags, signed.toString().getBytes(ISO_8859_1)),
        "the signature of " + tags.tag("s"));
    return tags;
  }

  private static boolean holds(Verified record, Verified tags, byte[] signed)
      throws GeneralSecurityException {
    var key = Base64.getDecoder().decode(record.tag("p"));
    var rsa = tags.tag("a").equals("rsa-sha256");
    need(record.tag("k").equals(rsa ? "rsa" : "ed25519"), "the key's kind");
    // An Ed25519 key as X.509 has twelve bytes that are always the same in front (RFC 8410).
    var prefix = HexFormat.of().parseHex(rsa ? "" : "302a300506032b6570032100");
    var encoded = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    var algorithm = rsa ? "RSA" : "Ed25519";
    var check = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
    check.initVerify(
        KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded)));
    check.update(rsa ? signed : MessageDigest.getInstance("SHA-256").digest(signed));
    return check.verify(Base64.getDecoder().decode(tags.tag("b")));
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
  }

  private static String header(String field) {
    var value =
        field
            .substring(field.indexOf(':') + 1)
            .replace("\r\n", "")
            .replaceAll("[ \t]+", " ")
            .replaceAll("^ | \\z", "");
    return name(field) + ":" + value;
  }

  private static String body(String body) {
    var lines =
        body.replaceAll("[ \t]+", " ").replaceAll(" (?=\r\n|\\z)", "").replaceAll("(\r\n)+\\z", "");
    return lines.isEmpty() ? "" : lines + "\r\n";
  }

  private static Map<String, String> tags(String list) {
    var tags = new TreeMap<String, String>();
    for (var tag : list.split(";", -1)) {
      var parts = tag.split("=", 2);
      tags.put(parts[0].strip(), parts[1].replaceAll("\\s", ""));
    }
    return tags;
  }

  private static void need(boolean held, String what) throws GeneralSecurityException {
    if (!held) {
      throw new GeneralSecurityException(what);
    }
  }
}
