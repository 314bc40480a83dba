package org.courant.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.courant.article.Tellings.Telling;
import org.jspecify.annotations.Nullable;

/// An item that is being recorded.
///
/// @param content null when there is nothing to show, as a withdrawn item may
record Arrival(
    IncomingArticle item,
    Ledger.Teller teller,
    Identity identity,
    @Nullable Content content,
    Instant now) {

  /// What it says, to be held against what its source said before.
  Telling telling(Content said) {
    return new Telling(
        teller.source(),
        said.hash(published(Instant.EPOCH)),
        Telling.parts(item, teller.whole()),
        null);
  }

  /// The date of publication; a date that has not come yet, or none, is answered by `otherwise`.
  Instant published(Instant otherwise) {
    var stated = item.published() == null ? item.updated() : item.published();
    return stated == null || stated.isAfter(now)
        ? otherwise
        : stated.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whether the source dates a change of it after this.
  boolean hasNews(Instant known) {
    return item.updated() != null && item.updated().isAfter(known) && !item.updated().isAfter(now);
  }

  /// The source's own date of change if it lies between the two, else `otherwise`.
  Instant updated(Instant after, Instant otherwise) {
    var stated = item.updated();
    return stated == null || !stated.isAfter(after) || stated.isAfter(now)
        ? otherwise
        : stated.truncatedTo(ChronoUnit.MICROS);
  }

  /// Whether digests may carry it when this is its first sight.
  boolean eligible(Instant published, @Nullable Instant backCatalogueBefore) {
    if (backCatalogueBefore == null) {
      return true;
    }
    boolean dated = item.published() != null || item.updated() != null;
    return dated ? !published.isBefore(backCatalogueBefore) : backCatalogueBefore.isBefore(now);
  }
}
