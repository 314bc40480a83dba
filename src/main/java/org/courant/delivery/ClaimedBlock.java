package org.courant.delivery;

import java.util.List;

/// A block of rows that this node holds, and how far a line came with it. For one thread at a time.
final class ClaimedBlock {
  /// A window of a block under its number. What is recorded names it, so that a result written
  /// twice never touches a later window.
  ///
  /// @param block the id of the block's first row
  /// @param claim the number of the block's claim
  /// @param number the window's own
  record Mark(long block, int claim, int number) {}

  private final List<Recipient> rows;
  private Mark mark;
  private int next;

  /// @param mark the last window's, whoever put it in transit
  /// @param rows those that are due, in the order in which they leave
  ClaimedBlock(Mark mark, List<Recipient> rows) {
    this.mark = mark;
    this.rows = List.copyOf(rows);
  }

  Mark mark() {
    return mark;
  }

  List<Recipient> rows() {
    return rows;
  }

  boolean exhausted() {
    return next == rows.size();
  }

  /// The next rows, at most `most`, under the number that they get when they are marked.
  List<Recipient> window(int most) {
    var from = next;
    next = Math.min(rows.size(), from + most);
    mark = new Mark(mark.block(), mark.claim(), mark.number() + 1);
    return rows.subList(from, next);
  }
}
