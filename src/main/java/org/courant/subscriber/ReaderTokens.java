package org.courant.subscriber;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.courant.message.RecipientTokens;
import org.courant.publication.Keys;
import org.courant.publication.Purpose;
import org.springframework.stereotype.Component;

/// Tokens of readers' links: base64url of a version, the reader's id, a key of the newsletter and a
/// truncated HMAC. 41 bytes are 55 characters. Nothing in one tells an address or a topic.
@Component
class ReaderTokens implements RecipientTokens {
  private static final byte VERSION = 1;
  private static final int MAC_BYTES = 16;
  private static final int BODY_BYTES = 1 + 16 + Long.BYTES;
  private static final int LETTERS = 55;
  private static final byte[] UNSUBSCRIBE = "unsubscribe".getBytes(UTF_8);
  private static final byte[] LIST = "list".getBytes(UTF_8);

  /// A token that this installation made.
  ///
  /// @param list the key of its newsletter
  record Reader(UUID id, long list) {}

  private final Keys keys;

  ReaderTokens(Keys keys) {
    this.keys = keys;
  }

  @Override
  public String unsubscribe(UUID recipient, String list) {
    byte[] body =
        ByteBuffer.allocate(BODY_BYTES)
            .put(VERSION)
            .putLong(recipient.getMostSignificantBits())
            .putLong(recipient.getLeastSignificantBits())
            .putLong(listKey(list))
            .array();
    byte[] token = ByteBuffer.allocate(BODY_BYTES + MAC_BYTES).put(body).put(mac(body)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /// Empty when the token is not one of ours, or is not written as we write it.
  Optional<Reader> read(String token) {
    byte[] bytes = decoded(token);
    if (bytes.length != BODY_BYTES + MAC_BYTES || bytes[0] != VERSION) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(bytes, BODY_BYTES);
    byte[] given = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
    if (!MessageDigest.isEqual(mac(body), given)) {
      return Optional.empty();
    }
    var fields = ByteBuffer.wrap(body).position(1);
    var id = new UUID(fields.getLong(), fields.getLong());
    return Optional.of(new Reader(id, fields.getLong()));
  }

  /// Whether a token's newsletter is this one.
  boolean names(Reader reader, String list) {
    return reader.list() == listKey(list);
  }

  private long listKey(String list) {
    return ByteBuffer.wrap(keys.mac(Purpose.TOKENS, LIST, list.getBytes(UTF_8))).getLong();
  }

  private byte[] mac(byte[] body) {
    return Arrays.copyOf(keys.mac(Purpose.TOKENS, UNSUBSCRIBE, body), MAC_BYTES);
  }

  /// The last of 55 letters carries two bits more than 41 bytes need: only its canonical form
  /// counts.
  private static byte[] decoded(String token) {
    if (token.length() != LETTERS) {
      return new byte[0];
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      String canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      return canonical.equals(token) ? bytes : new byte[0];
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }
}
