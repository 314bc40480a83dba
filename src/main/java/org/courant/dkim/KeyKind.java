package org.courant.dkim;

import java.util.Arrays;

/// What a key can sign with: SHA-256 in both cases, since SHA-1 is forbidden (RFC 8301).
enum KeyKind {
  RSA("rsa-sha256", "rsa", "SHA256withRSA"),
  /// RFC 8463: the hash of the header is signed, not the header.
  ED25519("ed25519-sha256", "ed25519", "Ed25519");

  /// The tag `a=` of a signature.
  final String algorithm;

  /// The tag `k=` of the key's record.
  final String type;

  /// The name that Java has for it.
  final String java;

  KeyKind(String algorithm, String type, String java) {
    this.algorithm = algorithm;
    this.type = type;
    this.java = java;
  }

  /// The kind that a person means.
  static KeyKind of(String type) {
    return Arrays.stream(values())
        .filter(kind -> kind.type.equals(type))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--type is rsa or ed25519, not " + type + "."));
  }
}
