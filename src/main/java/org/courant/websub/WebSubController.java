package org.courant.websub;

import static org.springframework.http.HttpStatus.ACCEPTED;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The callbacks: hubs ask here whether we asked (WebSub, section 5.3) and deliver (section 7).
/// Whoever does not know a key learns nothing.
@RestController
@RequestMapping("/websub/{key}")
class WebSubController {
  /// In bytes: as large as a pulled feed may be.
  private static final int LARGEST = 20 * 1024 * 1024;

  private static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LEASE = Duration.ofDays(90);
  private static final Duration UNSAID_LEASE = Duration.ofDays(1);

  private final WebSubSubscriptions subscriptions;
  private final WebSubDelivery delivery;
  private final Clock clock;

  /// Bounds the memory that bodies take.
  private final Semaphore room = new Semaphore(4);

  WebSubController(WebSubSubscriptions subscriptions, WebSubDelivery delivery, Clock clock) {
    this.subscriptions = subscriptions;
    this.delivery = delivery;
    this.clock = clock;
  }

  @GetMapping
  ResponseEntity<String> verify(
      @PathVariable String key,
      @RequestParam(name = "hub.mode", defaultValue = "") String mode,
      @RequestParam(name = "hub.topic", defaultValue = "") String topic,
      @RequestParam(name = "hub.challenge", defaultValue = "") String challenge,
      @RequestParam(name = "hub.lease_seconds", defaultValue = "") String lease,
      @RequestParam(name = "hub.reason", defaultValue = "") String reason) {
    var now = clock.instant();
    boolean asked =
        switch (mode) {
          case "subscribe" -> delivery.verified(key, topic, lease(lease), now);
          case "unsubscribe" -> subscriptions.release(key, topic);
          case "denied" -> delivery.denied(key, topic, reason, now);
          default -> false;
        };
    return asked
        ? ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(challenge)
        : status(NOT_FOUND);
  }

  /// What the hub grants; one that does not say is asked again soon.
  private static Duration lease(String seconds) {
    if (!seconds.matches("[0-9]{1,12}")) {
      return UNSAID_LEASE;
    }
    long granted = Long.parseLong(seconds);
    return Duration.ofSeconds(
        Math.clamp(granted, SHORTEST_LEASE.toSeconds(), LONGEST_LEASE.toSeconds()));
  }

  /// Read in the background: a hub does not wait for the feeds to be built. What a signature does
  /// not prove is dropped without a word.
  @PostMapping
  ResponseEntity<String> receive(@PathVariable String key, HttpServletRequest request)
      throws IOException {
    var one = subscriptions.find(key);
    if (one.isEmpty()) {
      return status(NOT_FOUND);
    }
    if (!one.get().alive(clock.instant())) {
      return status(GONE);
    }
    if (!room.tryAcquire()) {
      return ResponseEntity.status(SERVICE_UNAVAILABLE)
          .header(HttpHeaders.RETRY_AFTER, "60")
          .build();
    }
    boolean handed = false;
    try {
      var body = request.getInputStream().readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        return status(CONTENT_TOO_LARGE);
      }
      var signature = request.getHeader("X-Hub-Signature");
      var type = request.getContentType();
      handed = true;
      Thread.ofVirtual().name("websub").start(() -> read(one.get(), signature, type, body));
      return status(ACCEPTED);
    } finally {
      if (!handed) {
        room.release();
      }
    }
  }

  private void read(
      WebSubSubscription one, @Nullable String signature, @Nullable String type, byte[] body) {
    try {
      delivery.take(one, signature, type, body, clock.instant());
    } finally {
      room.release();
    }
  }

  private static ResponseEntity<String> status(HttpStatus status) {
    return ResponseEntity.status(status).build();
  }
}
