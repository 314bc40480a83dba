package org.courant.dkim;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs with one key, from many threads. A signature object costs more than a signature with
/// Ed25519, so they are kept and handed round.
final class Signatures {
  private static final Logger log = LoggerFactory.getLogger(Signatures.class);
  private static final Optional<Provider> FAST = corretto();

  private final KeyKind kind;
  private final PrivateKey key;
  private final @Nullable Provider provider;
  private final Queue<Signature> idle = new ConcurrentLinkedQueue<>();

  Signatures(KeyKind kind, PrivateKey key) {
    this(kind, key, FAST.orElse(null));
  }

  /// @param provider who signs; the JDK when null
  Signatures(KeyKind kind, PrivateKey key, @Nullable Provider provider) {
    this.kind = kind;
    this.key = key;
    this.provider = provider;
  }

  /// Corretto's provider, if it works here. It is not installed: only mail is signed with it.
  static Optional<Provider> corretto() {
    try {
      var provider = AmazonCorrettoCryptoProvider.INSTANCE;
      if (provider.getLoadingError() == null) {
        return Optional.of(provider);
      }
      log.debug("Mail is signed by the JDK", provider.getLoadingError());
    } catch (LinkageError problem) {
      log.debug("Mail is signed by the JDK", problem);
    }
    return Optional.empty();
  }

  /// Signs the first `length` bytes.
  byte[] sign(byte[] bytes, int length) {
    var signature = idle.poll();
    try {
      if (signature == null) {
        signature = fresh();
      }
      if (kind == KeyKind.ED25519) {
        var sha = sha256();
        sha.update(bytes, 0, length);
        signature.update(sha.digest());
      } else {
        signature.update(bytes, 0, length);
      }
      var signed = signature.sign();
      idle.add(signature);
      return signed;
    } catch (SignatureException | InvalidKeyException | NoSuchAlgorithmException problem) {
      throw new IllegalStateException("a key that signed at the start signs no more", problem);
    }
  }

  private Signature fresh() throws NoSuchAlgorithmException, InvalidKeyException {
    var signature =
        provider == null
            ? Signature.getInstance(kind.java)
            : Signature.getInstance(kind.java, provider);
    signature.initSign(key);
    return signature;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
