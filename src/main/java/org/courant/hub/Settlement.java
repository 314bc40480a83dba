package org.courant.hub;

import java.time.Duration;
import java.time.Instant;
import org.courant.hub.Call.Kind;
import org.courant.hub.Call.Outcome;
import org.courant.hub.Call.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Writes down what came of a call, and what follows from it for the subscription, in one
/// transaction. Only who still holds the claim is heard.
@Component
class Settlement {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

  private final HubQueue queue;
  private final HubSubscriptions subscriptions;
  private final HubTopics topics;

  Settlement(HubQueue queue, HubSubscriptions subscriptions, HubTopics topics) {
    this.queue = queue;
    this.subscriptions = subscriptions;
    this.topics = topics;
  }

  @Transactional
  void settle(Call call, Outcome outcome, Instant now) {
    queue.lock();
    switch (outcome.state()) {
      case DONE -> done(call, outcome, now);
      case GONE -> {
        if (queue.finish(call, State.GONE, outcome, now)) {
          subscriptions.drop(call);
        }
      }
      case FAILED -> failed(call, outcome, now);
      case CANCELLED, SUPERSEDED, PENDING, CLAIMED ->
          queue.finish(call, State.CANCELLED, outcome, now);
    }
  }

  private void done(Call call, Outcome outcome, Instant now) {
    if (!queue.finish(call, State.DONE, outcome, now)) {
      return;
    }
    switch (call.kind()) {
      case SUBSCRIBE ->
          topics.feed(call.topic()).ifPresent(feed -> subscriptions.confirm(call, feed, now));
      case UNSUBSCRIBE -> subscriptions.drop(call);
      case CONTENT -> subscriptions.rest(call, null);
      case DENIAL, PING -> {}
    }
  }

  /// A callback that fails keeps its subscription to the end of its lease (WebSub, section 7); it
  /// is called less and less often, and given up for this version only.
  private void failed(Call call, Outcome outcome, Instant now) {
    var due = now.plus(pause(call.attempts(), outcome.pauseSeconds()));
    boolean settled =
        call.mayTryAgain()
            ? queue.retry(call, outcome, due, now)
            : queue.finish(call, State.FAILED, outcome, now);
    if (settled && call.kind() == Kind.CONTENT) {
      subscriptions.rest(call, due);
    }
  }

  /// Ten seconds, then four times as long each time, up to six hours: ten tries take about a day.
  static Duration pause(int attempts, long asked) {
    long own = FIRST_PAUSE.toSeconds() << Math.min(2 * (attempts - 1), 20);
    return Duration.ofSeconds(Math.min(Math.max(own, asked), LONGEST_PAUSE.toSeconds()));
  }
}
