package org.courant.articlefile;

import java.util.List;
import org.courant.extract.Item;

/// An article's file as read.
///
/// @param warnings one sentence for each thing in it that was passed over; each begins with the
///   file's name
public record ArticleFile(Item item, List<String> warnings) {

  public ArticleFile {
    warnings = List.copyOf(warnings);
  }
}
