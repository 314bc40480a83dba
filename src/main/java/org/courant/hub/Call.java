package org.courant.hub;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A call that this node has claimed.
///
/// @param owner of the claim: who settles it must still hold it
/// @param attempts this one included
/// @param secret sealed; of the request, or of the subscription for content
/// @param leaseSeconds of a request to subscribe
/// @param reason of a denial
@SuppressWarnings("ArrayRecordComponent") // never compared
record Call(
    long id,
    UUID owner,
    Kind kind,
    String topic,
    String callback,
    String host,
    int attempts,
    byte @Nullable [] secret,
    long leaseSeconds,
    @Nullable String reason) {

  enum Kind {
    SUBSCRIBE(1),
    UNSUBSCRIBE(1),
    CONTENT(10),
    DENIAL(3),
    /// Tells an outside hub that the topic has changed.
    PING(6);

    /// A verification is asked once: whoever wants it again says so.
    private final int attempts;

    Kind(int attempts) {
      this.attempts = attempts;
    }

    int attempts() {
      return attempts;
    }
  }

  enum State {
    PENDING,
    CLAIMED,
    /// The callback took it, or confirmed it.
    DONE,
    /// Given up.
    FAILED,
    /// The callback answered 410, which ended its subscription.
    GONE,
    /// A newer one took its place.
    SUPERSEDED,
    /// The subscription or the topic ended first.
    CANCELLED
  }

  /// What came of it.
  ///
  /// @param state that it would have without any retry
  /// @param status of the answer, or null where there was none
  /// @param pauseSeconds that the callback asked for, or 0
  record Outcome(State state, @Nullable Integer status, String answer, long pauseSeconds) {}

  boolean mayTryAgain() {
    return attempts < kind.attempts();
  }

  static Call read(ResultSet row, int number) throws SQLException {
    return new Call(
        row.getLong("id"),
        row.getObject("owner", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getString("topic"),
        row.getString("callback"),
        row.getString("host"),
        row.getInt("attempts"),
        row.getBytes("secret"),
        row.getLong("lease_seconds"),
        row.getString("reason"));
  }
}
