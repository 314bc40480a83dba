package org.courant.extract;

import java.util.List;

/// An article's file as read.
///
/// @param warnings one sentence for each thing in it that was passed over; each begins with the
///   file's name
public record ArticleFile(Item item, List<String> warnings) {

  public ArticleFile {
    warnings = List.copyOf(warnings);
  }
}
