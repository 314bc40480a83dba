package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.courant.publication.Secret;

/// What our own hub signs with, for the tests of our own subscriber.
public final class HubSignatures {
  private HubSignatures() {}

  public static String sha256(String secret, String body) {
    return HubSecrets.signature(new Secret(secret), body.getBytes(UTF_8));
  }
}
