package org.courant.feed;

import java.util.List;

/// What rebuilding the feeds came to.
///
/// @param built slugs of the feeds that have a new version
/// @param unchanged how many had nothing new
/// @param refused the versions that may not be published; their feeds keep the last good one
public record RebuildReport(List<String> built, int unchanged, List<Refusal> refused) {
  /// Why a version of a feed is not published.
  public record Refusal(String slug, String reason) {}

  public RebuildReport {
    built = List.copyOf(built);
    refused = List.copyOf(refused);
  }
}
