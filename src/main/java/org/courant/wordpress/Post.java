package org.courant.wordpress;

import java.time.LocalDateTime;
import org.courant.extract.Item;

/// One post.
///
/// @param modified when it was last changed, in the site's local time
/// @param hidden whether its text needs a password, so that it is no article
public record Post(long id, String guid, LocalDateTime modified, boolean hidden, Item item) {

  public Key key() {
    return new Key(id, guid, modified);
  }

  /// What a listing tells of a post.
  public record Key(long id, String guid, LocalDateTime modified) {}
}
