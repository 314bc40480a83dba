package org.courant.article;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes articles down: who they are, what they say, and when they were withdrawn.
@Component
public class Ledger {
  /// What recording an item came to.
  public enum Outcome {
    NEW,
    CHANGED,
    UNCHANGED,
    WITHDRAWN
  }

  /// Records one item in a transaction of its own. On a source's first pull `backCatalogueBefore`
  /// is given: what was published before it never becomes eligible for digests.
  ///
  /// @throws UnusableArticle when the item cannot become an article
  public Outcome record(IncomingArticle item, @Nullable Instant backCatalogueBefore, Instant now) {
    throw new UnsupportedOperationException(item.site() + backCatalogueBefore + now);
  }

  /// The site's articles that have a guid and are not withdrawn.
  public List<Presence> present(String site) {
    throw new UnsupportedOperationException(site);
  }

  /// Withdraws the articles that the site showed last under these guids; returns how many were not
  /// yet withdrawn.
  public int withdraw(String site, Collection<String> guids, String reason, Instant now) {
    throw new UnsupportedOperationException(site + guids + reason + now);
  }

  /// Tells this process and the other nodes that articles changed. To be called once at the end of
  /// a pull that changed something, outside any transaction.
  public void announce(Instant now) {
    throw new UnsupportedOperationException(now.toString());
  }
}
