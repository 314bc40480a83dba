package org.courant.chaos;

/// When something is done to the servers: in a message's course, once the sink has received so
/// many. Time says nothing, since machines differ.
///
/// @param received how many messages the sink has at least
/// @param at where in the next message
record Moment(int received, At at, Act act) {
  /// A place in the course of a message.
  enum At {
    RECIPIENT,
    HEADER,
    FINAL_DOT,
    ANSWERED
  }

  /// What is done.
  enum Act {
    /// `kill -9` of the server whose message it is, which is started again at once.
    KILL,
    /// PostgreSQL stops in immediate mode and starts again.
    CRASH,
    /// The server whose message it is gets SIGTERM, and is not started again.
    TERMINATE,
    /// A person pauses the mailing, and lets it go on.
    PAUSE
  }
}
