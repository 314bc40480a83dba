package org.courant.mailing;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.jspecify.annotations.Nullable;

/// A mailing as it moves.
///
/// @param perSecond messages a second lately; null when there was but one look
record Moving(MailingProgress mailing, @Nullable Double perSecond) {

  /// How long until nothing waits for its first try, if it goes on like this.
  Optional<Duration> left() {
    var rate = perSecond;
    var counts = mailing.state() == MailingState.SENDING && mailing.waiting() > 0;
    if (!counts || rate == null || rate < 0.05) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds((long) Math.ceil(mailing.waiting() / rate)));
  }

  /// Such as `61.2 % done, 4310/s, 1 min 30 s left`.
  String pace() {
    var told = new StringBuilder(share());
    if (perSecond != null && mailing.state() == MailingState.SENDING) {
      told.append(String.format(Locale.ROOT, ", %.0f/s", perSecond));
    }
    var end = mailing.count(DeliveryState.DEFERRED) == 0 ? " left" : " until all are tried";
    left().ifPresent(left -> told.append(", ").append(words(left)).append(end));
    return told.toString();
  }

  /// True when something of it waits and nothing moved lately.
  boolean stands() {
    var under = mailing.state() == MailingState.SENDING && mailing.done() < 1;
    return under && perSecond != null && perSecond < 0.5;
  }

  /// What it may wait for when it stands.
  ///
  /// @param domains how many refuse our mail or ask for less of it
  String waits(long domains) {
    if (!stands() || domains == 0) {
      return "";
    }
    return "; mail to %s waits, see: domains"
        .formatted(domains == 1 ? "1 domain" : domains + " domains");
  }

  /// Such as `weekly-3 sending: 61.2 % done, 4310/s, 1 min 30 s left; sent 612 of 1000, failed 3`.
  String line() {
    var besides =
        Stream.of(
                DeliveryState.DEFERRED,
                DeliveryState.FAILED,
                DeliveryState.SUPPRESSED,
                DeliveryState.UNCERTAIN,
                DeliveryState.CANCELLED)
            .filter(state -> mailing.count(state) != 0)
            .map(state -> ", " + state.word() + " " + mailing.count(state))
            .collect(Collectors.joining());
    return "%s %s: %s; sent %d of %d%s"
        .formatted(
            mailing.name(),
            mailing.state().name().toLowerCase(Locale.ROOT),
            pace(),
            mailing.count(DeliveryState.SENT),
            mailing.frozen(),
            besides);
  }

  /// Never rounded up: 100 % is all.
  private String share() {
    return String.format(Locale.ROOT, "%.1f %% done", Math.floor(mailing.done() * 1_000) / 10);
  }

  private static String words(Duration time) {
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
        : time.toSeconds() + " s";
  }
}
