package org.courant.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.courant.feed.FeedTopic;
import org.courant.feed.FeedTopics;
import org.courant.fetch.CallbackAnswer;
import org.courant.fetch.Callbacks;
import org.courant.hub.Call.Outcome;
import org.courant.hub.Call.State;
import org.courant.publication.Publication;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Makes one call and says what came of it. It writes nothing down, and knows nothing of others.
@Component
class Courier {
  private static final int GONE = 410;

  private final HubTopics topics;
  private final FeedTopics feeds;
  private final Callbacks callbacks;
  private final HubSecrets secrets;
  private final Publication publication;
  private final HubSettings settings;
  private final SecureRandom random = new SecureRandom();

  Courier(
      HubTopics topics,
      FeedTopics feeds,
      Callbacks callbacks,
      HubSecrets secrets,
      Publication publication,
      HubSettings settings) {
    this.topics = topics;
    this.feeds = feeds;
    this.callbacks = callbacks;
    this.secrets = secrets;
    this.publication = publication;
    this.settings = settings;
  }

  Outcome make(Call call) {
    return switch (call.kind()) {
      case SUBSCRIBE, UNSUBSCRIBE ->
          topics.feed(call.topic()).isPresent() ? verify(call) : refuse(call);
      case CONTENT ->
          feeds
              .read(call.topic())
              .map(document -> deliver(call, document))
              .orElseGet(() -> new Outcome(State.CANCELLED, null, "its feed is no more", 0));
      case DENIAL -> deny(call, String.valueOf(call.reason()));
      case PING -> ping(call);
    };
  }

  /// WebSub, section 5.3. The challenge lives as long as this call, so it serves once.
  private Outcome verify(Call call) {
    var bytes = new byte[24];
    random.nextBytes(bytes);
    var challenge = HexFormat.of().formatHex(bytes);
    var parameters = parameters(call.kind().name().toLowerCase(Locale.ROOT), call);
    parameters.put("hub.challenge", challenge);
    if (call.kind() == Call.Kind.SUBSCRIBE) {
      parameters.put("hub.lease_seconds", String.valueOf(call.leaseSeconds()));
    }
    return switch (get(call, parameters)) {
      case CallbackAnswer.Response answer when success(answer) ->
          MessageDigest.isEqual(answer.body(), challenge.getBytes(US_ASCII))
              ? new Outcome(State.DONE, answer.status(), "confirmed", 0)
              : new Outcome(
                  State.FAILED, answer.status(), "its body is not the challenge alone", 0);
      case CallbackAnswer answer -> failed(answer);
    };
  }

  /// The topic went while its request waited (WebSub, section 5.2).
  private Outcome refuse(Call call) {
    var told = deny(call, "This feed is no longer published here.");
    return new Outcome(State.CANCELLED, told.status(), "its feed is no more", 0);
  }

  private Outcome deny(Call call, String reason) {
    var parameters = parameters("denied", call);
    parameters.put("hub.reason", reason);
    return switch (get(call, parameters)) {
      case CallbackAnswer.Response answer when success(answer) ->
          new Outcome(State.DONE, answer.status(), "told", 0);
      case CallbackAnswer answer -> failed(answer);
    };
  }

  private static Map<String, String> parameters(String mode, Call call) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("hub.mode", mode);
    parameters.put("hub.topic", call.topic());
    return parameters;
  }

  private CallbackAnswer get(Call call, Map<String, String> parameters) {
    return callbacks.get(Callback.with(call.callback(), parameters), internal(), timeout());
  }

  /// WebSub, section 7: the whole document as it is served, with the links of where it stands now.
  /// That may be another topic than the one subscribed to: a subscriber knows its subscription by
  /// the callback, and learns of the move by these links.
  private Outcome deliver(Call call, FeedTopic topic) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(HttpHeaders.CONTENT_TYPE, topic.contentType());
    headers.put(HttpHeaders.LINK, publication.hubLinks(topic.address()));
    var sealed = call.secret();
    if (sealed != null) {
      var secret = secrets.open(sealed, call.topic(), call.callback());
      headers.put("X-Hub-Signature", HubSecrets.signature(secret, topic.content()));
    }
    var address = URI.create(call.callback());
    return switch (callbacks.post(address, headers, topic.content(), internal(), timeout())) {
      case CallbackAnswer.Response answer when success(answer) ->
          new Outcome(State.DONE, answer.status(), "took version " + topic.version(), 0);
      case CallbackAnswer.Response(int status, _, _) when status == GONE ->
          new Outcome(State.GONE, status, "wants no more", 0);
      case CallbackAnswer answer -> failed(answer);
    };
  }

  /// The mechanism is nobody's standard; PubSubHubbub's `hub.url` is what hubs know, and
  /// `hub.topic` what some ask for.
  private Outcome ping(Call call) {
    var topic = URLEncoder.encode(call.topic(), UTF_8);
    var form = "hub.mode=publish&hub.url=%s&hub.topic=%s".formatted(topic, topic).getBytes(UTF_8);
    var headers = Map.of(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    var hub = URI.create(call.callback());
    return switch (callbacks.post(hub, headers, form, internal(), timeout())) {
      case CallbackAnswer.Response answer when success(answer) ->
          new Outcome(State.DONE, answer.status(), "was told", 0);
      case CallbackAnswer answer -> failed(answer);
    };
  }

  private static boolean success(CallbackAnswer.Response answer) {
    return answer.status() / 100 == 2;
  }

  private static Outcome failed(CallbackAnswer answer) {
    return switch (answer) {
      case CallbackAnswer.Response(int status, _, var pause) ->
          new Outcome(
              State.FAILED,
              status,
              "answered " + status,
              pause.map(Duration::toSeconds).orElse(0L));
      case CallbackAnswer.Refused(var reason) -> new Outcome(State.FAILED, null, reason, 0);
      case CallbackAnswer.Silent(var reason) ->
          new Outcome(State.FAILED, null, Objects.requireNonNull(reason), 0);
    };
  }

  private boolean internal() {
    return settings.hub().internalCallbacks();
  }

  private Duration timeout() {
    return settings.hub().timeout();
  }
}
