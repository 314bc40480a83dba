package org.courant.wordpress;

import java.util.List;

/// How many posts are asked for at once: fewer when they have more bytes than are taken, and step
/// by step more again when they fit for a while. Each size divides the ones before it, so that a
/// page of any size begins where one of another ended.
final class PageSize {
  private static final int A_WHILE = 10;

  private final List<Integer> sizes;
  private int at;
  private int fitted;

  private PageSize(List<Integer> sizes) {
    this.sizes = sizes;
  }

  /// For posts with their texts and what is embedded in them, some thirty kilobytes each.
  static PageSize ofWhole() {
    return new PageSize(List.of(50, 10, 1));
  }

  /// For posts of which little is asked.
  static PageSize ofKeys() {
    return new PageSize(List.of(100, 50, 10, 1));
  }

  /// @param passed how many posts are passed over
  int posts(int passed) {
    if (at > 0 && fitted >= A_WHILE && passed % sizes.get(at - 1) == 0) {
      at--;
      fitted = 0;
    }
    return sizes.get(at);
  }

  /// False when it cannot be smaller.
  boolean tooLarge() {
    fitted = 0;
    if (at + 1 == sizes.size()) {
      return false;
    }
    at++;
    return true;
  }

  void fits() {
    fitted++;
  }
}
