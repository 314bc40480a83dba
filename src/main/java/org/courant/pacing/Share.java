package org.courant.pacing;

/// One node among those that live now.
///
/// @param position its place among them, from 0
/// @param nodes how many there are
public record Share(int position, int nodes) {
  public static final Share ALONE = new Share(0, 1);

  public Share {
    if (nodes < 1 || position < 0 || position >= nodes) {
      throw new IllegalArgumentException("there is no node %d of %d".formatted(position, nodes));
    }
  }

  /// This node's part of something that all have `of` of; the parts add up to it.
  int part(int of) {
    return of / nodes + (position < of % nodes ? 1 : 0);
  }
}
