package org.courant.discover;

import java.net.URI;
import java.util.List;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;

/// One way to pull a site: found, or why not.
public sealed interface Way {

  /// `wordpress`, `feed` or `site`, as in the settings.
  String kind();

  /// A way that was seen to work.
  ///
  /// @param address what the settings need
  /// @param samples the newest articles, at most three
  /// @param why one sentence each for a person: how it was found and what it gives
  record Found(
      String kind, URI address, @Nullable String title, List<Item> samples, List<String> why)
      implements Way {
    public Found {
      samples = List.copyOf(samples);
      why = List.copyOf(why);
    }
  }

  /// @param reason one sentence
  record Missing(String kind, String reason) implements Way {}
}
