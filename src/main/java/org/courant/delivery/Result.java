package org.courant.delivery;

import java.time.Instant;
import java.util.Locale;
import org.courant.smtp.SmtpConnection;
import org.jspecify.annotations.Nullable;

/// What is to be recorded of one row in transit.
///
/// @param domain the reader's
/// @param due when a deferred row is tried again
/// @param attempted false when the row's message was never begun
/// @param besides what the answer means for the address
/// @param again true when it had been tried before
/// @param handover how its message was handed to a relay, if it was
record Result(
    long id,
    String domain,
    DeliveryState state,
    String answer,
    @Nullable Instant due,
    boolean attempted,
    Verdict.Besides besides,
    boolean again,
    @Nullable Handover handover) {
  private static final int LONGEST_TALK = 4_000;

  /// @param talk what was said, unless the relay took the message
  record Handover(String relay, long nanos, @Nullable String talk) {}

  Result {
    if (!DeliveryState.IN_TRANSIT.canBecome(state)) {
      throw new IllegalArgumentException("a row in transit cannot become " + state);
    }
  }

  /// A row that was marked, but whose message never left.
  static Result unsent(Recipient row, String why, Instant due) {
    return of(row, DeliveryState.DEFERRED, why, due, false, Verdict.Besides.NOTHING);
  }

  /// A row whose message may or may not have left.
  static Result unknown(Recipient row, String why) {
    return of(row, DeliveryState.UNCERTAIN, why, null, true, Verdict.Besides.NOTHING);
  }

  /// What became of a row that was tried.
  static Result of(
      Recipient row,
      DeliveryState state,
      String answer,
      @Nullable Instant due,
      Verdict.Besides besides) {
    return of(row, state, answer, due, true, besides);
  }

  private static Result of(
      Recipient row,
      DeliveryState state,
      String answer,
      @Nullable Instant due,
      boolean attempted,
      Verdict.Besides besides) {
    var again = row.attempts() > 0;
    return new Result(
        row.id(), domain(row.address()), state, answer, due, attempted, besides, again, null);
  }

  /// This result of the message that the connection has just been asked to carry.
  Result by(SmtpConnection connection) {
    var talk = state == DeliveryState.SENT ? null : cut(connection.transcript());
    var by = new Handover(connection.relay(), connection.nanos(), talk);
    return new Result(id, domain, state, answer, due, attempted, besides, again, by);
  }

  @Nullable String talk() {
    return handover == null ? null : handover.talk();
  }

  private static String cut(String talk) {
    return talk.length() > LONGEST_TALK ? talk.substring(0, LONGEST_TALK) + "…" : talk;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}
