package org.courant.source;

import java.net.URI;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;

/// An item where it was found.
///
/// @param guid the source's own name for the item
/// @param linkShared whether other items of the document have the same link
/// @param base what the item's relative addresses stand to
public record FoundItem(Item item, @Nullable String guid, boolean linkShared, URI base) {

  /// An item whose link is its only name.
  public static FoundItem byLink(Item item, URI base) {
    return new FoundItem(item, null, false, base);
  }
}
