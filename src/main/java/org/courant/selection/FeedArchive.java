package org.courant.selection;

import java.util.List;
import org.courant.article.RevisionKey;
import org.jspecify.annotations.Nullable;

/// What left a feed's newest document, for ever (RFC 5005, section 4).
///
/// @param number counted from 1 in each feed
/// @param previous the archive that it leads to
/// @param replacedBy the archive that stands in its place, without what was withdrawn
/// @param members newest first
public record FeedArchive(
    int number,
    @Nullable Integer previous,
    @Nullable Integer replacedBy,
    List<RevisionKey> members) {
  public FeedArchive {
    members = List.copyOf(members);
  }
}
