package org.courant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.courant.pacing.Choice;
import org.courant.pacing.Pace;
import org.jspecify.annotations.Nullable;

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
  private final boolean urgent;
  private final List<Recipient> left = new ArrayList<>();
  private @Nullable Instant putOff;
  private Mark mark;
  private int next;

  /// @param mark the last window's, whoever put it in transit
  /// @param rows those that are due, in the order in which they leave
  /// @param urgent true when it goes before blocks that are not
  ClaimedBlock(Mark mark, List<Recipient> rows, boolean urgent) {
    this.mark = mark;
    this.urgent = urgent;
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

  boolean urgent() {
    return urgent;
  }

  /// The rows that are still to be looked at.
  List<Recipient> ahead() {
    return rows.subList(next, rows.size());
  }

  /// The next rows, at most `most`, under the number that they get when they are marked.
  List<Recipient> window(int most) {
    return window(Choice.of(ahead().subList(0, Math.min(most, rows.size() - next))));
  }

  /// The rows that were chosen, under the number that they get when they are marked. Those that
  /// were passed over stay behind: they are due again when the block is claimed the next time.
  List<Recipient> window(Choice<Recipient> choice) {
    next += choice.looked();
    left.addAll(choice.passed());
    if (!choice.taken().isEmpty()) {
      mark = new Mark(mark.block(), mark.claim(), mark.number() + 1);
    }
    return choice.taken();
  }

  /// Nothing of it may leave before then.
  void putOff(Instant until) {
    putOff = until;
  }

  /// When the block is worth looking at again, if nothing but what was passed over is left of it.
  @Nullable Instant later(Pace pace, Instant now) {
    if (putOff != null || !exhausted() || left.isEmpty()) {
      return putOff;
    }
    return pace.later(left, Recipient::domain, now);
  }
}
