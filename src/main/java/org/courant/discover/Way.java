package org.courant.discover;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;

/// One way to pull a site: found, or why not.
public sealed interface Way {

  /// `wordpress`, `feed` or `site`, as in the settings.
  String kind();

  /// A way that was seen to work.
  ///
  /// @param address what the settings need
  /// @param gives what makes it the best way where it is
  /// @param thin why whole pages are better than it; null when they are not
  /// @param samples the newest articles, at most three
  /// @param why one sentence each for a person: how it was found and what it gives
  record Found(
      String kind,
      URI address,
      @Nullable String title,
      List<Item> samples,
      List<String> why,
      String gives,
      @Nullable String thin)
      implements Way {
    public Found {
      samples = List.copyOf(samples);
      why = List.copyOf(why);
    }
  }

  /// The first in this order, but for a feed that says next to nothing beside whole pages.
  static Optional<Found> best(List<Way> ways) {
    var found = ways.stream().filter(Found.class::isInstance).map(Found.class::cast).toList();
    return found.stream()
        .filter(way -> way.thin() == null)
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  /// @param reason one sentence
  record Missing(String kind, String reason) implements Way {}
}
