package org.courant.subscriber;

import java.time.Instant;
import java.util.Optional;
import org.courant.delivery.Suppressions;
import org.courant.delivery.Suppressions.Reason;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A reader leaves a newsletter by the link in their mail, or takes that back.
@Component
class Unsubscription {
  private final ReaderTokens tokens;
  private final Subscriptions subscriptions;
  private final Suppressions suppressions;

  Unsubscription(ReaderTokens tokens, Subscriptions subscriptions, Suppressions suppressions) {
    this.tokens = tokens;
    this.subscriptions = subscriptions;
    this.suppressions = suppressions;
  }

  /// The place a token names; empty for a forged one. Changes nothing.
  Optional<Subscriptions.Place> look(String token) {
    return tokens
        .read(token)
        .flatMap(
            reader ->
                subscriptions.of(reader.id()).stream()
                    .filter(place -> tokens.names(reader, place.newsletter()))
                    .findFirst());
  }

  /// From its commit on nothing is mailed: the statement that marks a message in transit looks at
  /// the suppression. Doing it again changes nothing.
  @Transactional
  public Optional<Subscriptions.Place> leave(String token, Instant now) {
    Optional<Subscriptions.Place> place = look(token);
    place.ifPresent(
        p -> {
          suppressions.suppress(
              subscriptions.addressKey(p.reader()), p.newsletter(), Reason.UNSUBSCRIBED, now);
          if (subscriptions.leave(p, now)) {
            subscriptions.prove(p, "LEFT", "the link in a mail", now);
          }
        });
    return place;
  }

  /// Lifts what the reader's own leaving wrote, and nothing else: not a bounce, nor an erasure.
  @Transactional
  public Optional<Subscriptions.Place> rejoin(String token, Instant now) {
    Optional<Subscriptions.Place> place = look(token);
    place.ifPresent(
        p -> {
          suppressions.lift(subscriptions.addressKey(p.reader()), p.newsletter());
          if (subscriptions.rejoin(p, now)) {
            subscriptions.prove(p, "REJOINED", "the page shown after leaving", now);
          }
        });
    return place;
  }
}
