package org.courant.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Optional;
import org.courant.publication.Publication;
import org.courant.publication.Secret;
import org.springframework.util.MultiValueMap;

/// A subscriber's request (WebSub, section 5.1). Parameters it does not know are ignored.
record HubRequest(
    Mode mode, String topic, Callback callback, Optional<Secret> secret, Duration lease) {
  static final Duration DEFAULT_LEASE = Duration.ofDays(10);
  private static final Duration SHORTEST_LEASE = Duration.ofMinutes(5);
  private static final Duration LONGEST_LEASE = Duration.ofDays(30);

  /// In bytes: a secret has fewer.
  private static final int SECRET_BOUND = 200;

  enum Mode {
    SUBSCRIBE,
    UNSUBSCRIBE
  }

  /// @throws IllegalArgumentException with a sentence for the subscriber
  static HubRequest parse(MultiValueMap<String, String> form, Publication publication) {
    var mode = mode(required(form, "hub.mode"));
    var topic = required(form, "hub.topic");
    var callback = Callback.parse(required(form, "hub.callback"), publication);
    boolean subscribe = mode == Mode.SUBSCRIBE;
    return new HubRequest(
        mode,
        topic,
        callback,
        subscribe ? secret(form) : Optional.empty(),
        subscribe ? lease(form) : Duration.ZERO);
  }

  private static Mode mode(String name) {
    return switch (name) {
      case "subscribe" -> Mode.SUBSCRIBE;
      case "unsubscribe" -> Mode.UNSUBSCRIBE;
      default ->
          throw new IllegalArgumentException(
              "hub.mode is neither subscribe nor unsubscribe; this hub finds changes by itself");
    };
  }

  private static Optional<Secret> secret(MultiValueMap<String, String> form) {
    var secret = optional(form, "hub.secret");
    if (secret.filter(text -> text.getBytes(UTF_8).length >= SECRET_BOUND).isPresent()) {
      throw new IllegalArgumentException("hub.secret has 200 bytes or more");
    }
    return secret.map(Secret::new);
  }

  /// What was asked for, within what the hub grants; a lease never lasts for ever.
  private static Duration lease(MultiValueMap<String, String> form) {
    var asked = optional(form, "hub.lease_seconds");
    if (asked.isEmpty()) {
      return DEFAULT_LEASE;
    }
    var digits = asked.get();
    if (!digits.matches("[0-9]{1,100}")) {
      throw new IllegalArgumentException("hub.lease_seconds is no number of seconds");
    }
    var significant = digits.replaceFirst("^0+", "");
    if (significant.length() > 9) {
      return LONGEST_LEASE;
    }
    long seconds = significant.isEmpty() ? 0 : Long.parseLong(significant);
    return Duration.ofSeconds(
        Math.clamp(seconds, SHORTEST_LEASE.toSeconds(), LONGEST_LEASE.toSeconds()));
  }

  private static String required(MultiValueMap<String, String> form, String name) {
    return optional(form, name)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }

  private static Optional<String> optional(MultiValueMap<String, String> form, String name) {
    var values = form.get(name);
    if (values == null || values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      throw new IllegalArgumentException(name + " is given more than once");
    }
    return Optional.of(values.getFirst()).filter(value -> !value.isEmpty());
  }
}
