package org.courant.dkim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts signatures in front of messages (RFC 6376), `relaxed/relaxed` and over the whole body. The
/// signing domain is always that of `From` or one above it, so that DMARC counts it.
@Component
public class DkimSigner {
  /// What is signed when it is there (RFC 6376 section 5.4.1; RFC 8058 section 4 for the one-click
  /// fields).
  private static final List<String> SIGNED =
      List.of(
          "From",
          "To",
          "Cc",
          "Subject",
          "Date",
          "Message-ID",
          "Reply-To",
          "Sender",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding",
          "List-Id",
          "List-Unsubscribe",
          "List-Unsubscribe-Post",
          "List-Help",
          "List-Owner",
          "List-Archive",
          "List-Post",
          "Feedback-ID",
          "Auto-Submitted",
          "CFBL-Address",
          "CFBL-Feedback-ID");

  /// What is named once more than it is there, so that nobody can add another (section 8.15).
  private static final Set<String> OVERSIGNED =
      Set.of("From", "To", "Subject", "Date", "Reply-To", "MIME-Version", "Content-Type");

  private static final int LINE = 72;
  private static final int MOST_NAMED = 100;
  private static final Logger log = LoggerFactory.getLogger(DkimSigner.class);

  private final DkimKeys keys;
  private final Set<String> unsigned = ConcurrentHashMap.newKeySet();

  DkimSigner(DkimKeys keys) {
    this.keys = keys;
  }

  /// The same message with a signature of each key in front; itself when no key is for its sender.
  ///
  /// @param message a whole message with CRLF line ends, just as the relay gets it
  public byte[] sign(byte[] message, Instant now) {
    if (keys.all().isEmpty()) {
      return message;
    }
    var header = MessageHeader.of(message);
    var signing = header.sender().map(sender -> of(sender, now)).orElseGet(List::of);
    if (signing.isEmpty()) {
      return message;
    }
    var relaxed = new RelaxedHeader(header.body() + 2_048);
    var names = new ArrayList<String>(SIGNED.size() + OVERSIGNED.size());
    for (var name : SIGNED) {
      for (var field : header.named(name)) {
        relaxed.add(message, field);
        names.add(name);
      }
      if (OVERSIGNED.contains(name)) {
        names.add(name);
      }
    }
    var hash = Base64.getEncoder().encodeToString(BodyHash.of(message, header.body()));
    var signatures = new StringBuilder();
    for (var key : signing) {
      signatures.append(signature(key, relaxed, names, hash, now));
    }
    return joined(signatures.toString().getBytes(US_ASCII), message);
  }

  private List<DkimKey> of(String sender, Instant now) {
    var signing = keys.of(sender, now);
    if (signing.isEmpty() && unsigned.size() < MOST_NAMED && unsigned.add(sender)) {
      log.warn("Mail from {} is not signed: the setting dkim has no key for that domain", sender);
    }
    return signing;
  }

  private static String signature(
      DkimKey key, RelaxedHeader signed, List<String> names, String hash, Instant now) {
    var field =
        "DKIM-Signature: v=1; a=%s; c=relaxed/relaxed;\r\n\td=%s; s=%s;\r\n\tt=%d; h=%s;\r\n\tbh=%s;\r\n\tb="
            .formatted(
                key.kind().algorithm,
                key.domain(),
                key.selector(),
                now.getEpochSecond(),
                list(names),
                hash);
    var before = signed.length();
    signed.addLast(field);
    var signature = key.signatures().sign(signed.bytes(), signed.length());
    signed.cut(before);
    var out = new StringBuilder(field);
    var text = Base64.getEncoder().encodeToString(signature);
    for (var i = 0; i < text.length(); i += LINE) {
      out.append(i == 0 ? "" : "\r\n\t").append(text, i, Math.min(text.length(), i + LINE));
    }
    return out.append("\r\n").toString();
  }

  /// The names with a colon between, on lines that no relay folds again.
  private static String list(List<String> names) {
    var out = new StringBuilder();
    var column = 20;
    for (var name : names) {
      if (!out.isEmpty()) {
        out.append(':');
        column++;
      }
      if (column + name.length() > LINE) {
        out.append("\r\n\t");
        column = 8;
      }
      out.append(name);
      column += name.length();
    }
    return out.toString();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var all = new byte[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
