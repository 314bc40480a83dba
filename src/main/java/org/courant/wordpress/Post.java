package org.courant.wordpress;

import java.time.LocalDateTime;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;

/// One post.
///
/// @param modified when it was last changed, in the site's local time
/// @param hidden whether its text needs a password, so that it is no article
public record Post(long id, String guid, LocalDateTime modified, boolean hidden, Item item) {

  public Key key() {
    return new Key(id, guid, modified, item.url());
  }

  /// What a listing tells of a post. Its link changes with the site's host and permalinks, without
  /// a change of the post.
  public record Key(long id, String guid, LocalDateTime modified, @Nullable String link) {}
}
