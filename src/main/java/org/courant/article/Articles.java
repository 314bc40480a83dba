package org.courant.article;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/// Reads the ledger.
@Repository
public class Articles {
  /// Not withdrawn, of one section or all, newest published first, ties by URI.
  public List<Article> recent(Optional<String> section, int limit) {
    throw new UnsupportedOperationException(section + " " + limit);
  }

  /// The revisions asked for, in the order given; an unknown key is left out.
  public List<Article> revisions(List<RevisionKey> keys) {
    throw new UnsupportedOperationException(keys.toString());
  }

  /// Those of the URIs whose articles are known and not withdrawn.
  public Set<String> published(Collection<String> uris) {
    throw new UnsupportedOperationException(uris.toString());
  }
}
