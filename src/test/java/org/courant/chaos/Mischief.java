package org.courant.chaos;

/// What the sink does to a message.
enum Mischief {
  NONE("", 0, 0),
  REFUSE_RECIPIENT("451 4.3.0 not now", 300, 1),
  REFUSE_MESSAGE("452 4.3.1 no room for it now", 200, 1),
  HANG_UP_AT_RECIPIENT("", 4, 1),
  HANG_UP_IN_MESSAGE("", 5, 1),
  HANG_UP_AFTER_FINAL_DOT("", 10, 2),
  STALL_AT_RECIPIENT("", 2, 1),
  STALL_AFTER_FINAL_DOT("", 4, 1),
  BUSY_FOR_SENDER("421 4.3.2 come back later", 2, 1),
  BUSY_FOR_RECIPIENT("421 4.3.2 come back later", 2, 0),
  SLOW_DOWN("450 4.7.1 not so fast", 4, 0);

  private static final int MANY = 20_000;

  private final String reply;
  private final int often;
  private final int least;

  Mischief(String reply, int often, int least) {
    this.reply = reply;
    this.often = often;
    this.least = least;
  }

  String reply() {
    return reply;
  }

  /// How often it is done.
  int times(int readers) {
    return Math.max(least, (int) ((long) often * readers / MANY));
  }

  /// True when the final dot was sent, and nothing came back. A relay that hangs up in a message
  /// may have had all of it already in its buffers.
  boolean leavesDoubt() {
    return this == HANG_UP_IN_MESSAGE
        || this == HANG_UP_AFTER_FINAL_DOT
        || this == STALL_AFTER_FINAL_DOT;
  }

  /// True when the reader, or the rest of a window, waits long for it: it comes early.
  boolean early() {
    return switch (this) {
      case NONE, REFUSE_RECIPIENT, REFUSE_MESSAGE -> false;
      case HANG_UP_AT_RECIPIENT,
          HANG_UP_IN_MESSAGE,
          HANG_UP_AFTER_FINAL_DOT,
          STALL_AT_RECIPIENT,
          STALL_AFTER_FINAL_DOT,
          BUSY_FOR_SENDER,
          BUSY_FOR_RECIPIENT,
          SLOW_DOWN ->
          true;
    };
  }

  String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
