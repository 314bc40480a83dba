package org.courant.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.courant.fetch.CallbackAnswer;
import org.courant.fetch.Callbacks;
import org.courant.publication.Keys;
import org.courant.publication.Publication;
import org.courant.publication.Purpose;
import org.courant.publication.Secret;
import org.courant.source.PushedFeeds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks hubs (WebSub, section 5.1): to subscribe, to renew, and to let go.
@Component
class WebSubWork {
  private static final Logger LOG = LoggerFactory.getLogger(WebSubWork.class);

  private static final int AT_ONCE = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// How long a hub may take to verify, before it is asked again.
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration WANTED_LEASE = Duration.ofDays(10);
  private static final int FAREWELLS = 3;

  private final WebSubSubscriptions subscriptions;
  private final PushedFeeds feeds;
  private final Callbacks callbacks;
  private final Publication publication;
  private final Keys keys;

  WebSubWork(
      WebSubSubscriptions subscriptions,
      PushedFeeds feeds,
      Callbacks callbacks,
      Publication publication,
      Keys keys) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.callbacks = callbacks;
    this.publication = publication;
    this.keys = keys;
  }

  /// Asks about all that is due; returns how many those were.
  int round(Instant now) {
    subscriptions.keep(feeds.names(), now);
    // A claim outlasts the calls of its round.
    var due = subscriptions.claim(AT_ONCE, ANSWER, now);
    for (var one : due) {
      ask(one, now);
    }
    return due.size();
  }

  private void ask(WebSubSubscription one, Instant now) {
    if (!one.wanted() && (one.expires() == null || one.failures() >= FAREWELLS)) {
      subscriptions.delete(one.key());
      return;
    }
    var headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
    var answer = callbacks.post(one.hub(), headers, form(one), one.internal(), TIMEOUT);
    var said = said(answer);
    var accepted = answer instanceof CallbackAnswer.Response(int status, _, _) && status / 100 == 2;
    var pause = accepted ? longer(ANSWER, pause(one.failures())) : pause(one.failures());
    subscriptions.asked(one, said, now.plus(pause));
    if (!accepted) {
      LOG.info("source {}: its hub {} {}; it is pulled as before", one.source(), one.hub(), said);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private byte[] form(WebSubSubscription one) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("hub.mode", one.wanted() ? "subscribe" : "unsubscribe");
    fields.put("hub.topic", one.topic().toString());
    fields.put("hub.callback", publication.url("/websub/" + one.key()).toString());
    if (one.wanted()) {
      fields.put("hub.lease_seconds", String.valueOf(WANTED_LEASE.toSeconds()));
      if (one.signed()) {
        fields.put("hub.secret", secret(one).value());
      }
    }
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"))
        .getBytes(UTF_8);
  }

  /// Made anew when needed, so that a copy of the database signs nothing.
  Secret secret(WebSubSubscription one) {
    return new Secret(
        HexFormat.of().formatHex(keys.mac(Purpose.WEBSUB, one.key().getBytes(UTF_8))));
  }

  private static String said(CallbackAnswer answer) {
    return switch (answer) {
      case CallbackAnswer.Response(int status, _, _) -> "answered " + status;
      case CallbackAnswer.Refused(var reason) -> "was not called: " + reason;
      case CallbackAnswer.Silent(var reason) -> "gave no answer: " + reason;
    };
  }

  /// Five minutes, then four times as long each time, up to a day.
  static Duration pause(int failures) {
    var pause = FIRST_PAUSE.multipliedBy(1L << (2 * Math.min(failures, 6)));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
