package org.courant.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A key that has proved that it signs.
record DkimKey(
    String domain,
    String selector,
    KeyKind kind,
    PublicKey published,
    Signatures signatures,
    @Nullable LocalDate from,
    @Nullable LocalDate until) {
  /// The longest string of a TXT record (RFC 1035 section 3.3.14).
  private static final int LONGEST = 255;

  /// Signs a probe and verifies it with the public half, so that no message is the first to fail.
  static DkimKey proved(DkimSettings.Key setting, KeyFile.Pair pair) {
    var signatures = new Signatures(pair.kind(), pair.secret());
    var probe = (setting.domain() + " " + setting.selector()).getBytes(US_ASCII);
    try {
      var check = Signature.getInstance(pair.kind().java);
      check.initVerify(pair.published());
      check.update(pair.kind() == KeyKind.ED25519 ? Signatures.sha256().digest(probe) : probe);
      if (!check.verify(signatures.sign(probe, probe.length))) {
        throw new GeneralSecurityException("the signature does not verify");
      }
    } catch (GeneralSecurityException | IllegalStateException problem) {
      throw new IllegalArgumentException(
          "Setting dkim.key-file: %s holds a key that cannot sign (%s); make a new one with: courant dkim keygen."
              .formatted(setting.keyFile(), problem.getMessage()),
          problem);
    }
    return new DkimKey(
        setting.domain(),
        setting.selector(),
        pair.kind(),
        pair.published(),
        signatures,
        setting.from(),
        setting.until());
  }

  boolean signsAt(Instant now) {
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
  }

  /// True when mail from this domain may be signed with this key: DMARC asks for the same domain,
  /// or one above it (RFC 9989, relaxed alignment).
  boolean covers(String sender) {
    return sender.equals(domain) || sender.endsWith("." + domain);
  }

  /// Where the public half belongs in the DNS.
  String recordName() {
    return selector + "._domainkey." + domain;
  }

  /// The TXT record in the form of zone files: strings of at most 255 bytes that receivers put
  /// together (RFC 6376 section 3.6.2.2).
  String record() {
    var text = "v=DKIM1; k=" + kind.type + "; p=" + publicPart();
    var out = new StringBuilder();
    for (var i = 0; i < text.length(); i += LONGEST) {
      var part = text.substring(i, Math.min(text.length(), i + LONGEST));
      out.append(out.isEmpty() ? "" : " ").append('"').append(part).append('"');
    }
    return out.toString();
  }

  /// Of an Ed25519 key the record holds the bare 32 bytes (RFC 8463 section 4.2), which end its
  /// encoding.
  private String publicPart() {
    var encoded = published.getEncoded();
    var bare =
        kind == KeyKind.RSA
            ? encoded
            : java.util.Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return Base64.getEncoder().encodeToString(bare);
  }
}
