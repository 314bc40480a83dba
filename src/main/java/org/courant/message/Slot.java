package org.courant.message;

/// A place in a message for a reader's own value.
public enum Slot {
  /// The reader's name; empty when it is not known.
  NAME,
  /// The address of the page where this reader leaves this list. Both parts of a message must hold
  /// it.
  UNSUBSCRIBE_URL
}
