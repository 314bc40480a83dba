package org.courant.article;

import java.time.Instant;
import org.courant.article.Mark.Actor;
import org.courant.article.Mark.Cause;
import org.jspecify.annotations.Nullable;

/// The article that an item turned out to be, with its current revision.
record Known(
    long id,
    String uri,
    @Nullable String guid,
    @Nullable String url,
    int revision,
    String contentHash,
    String title,
    String text,
    @Nullable String sponsor,
    @Nullable String correctionNote,
    @Nullable Instant correctionAt,
    @Nullable Actor correctionBy,
    Instant published,
    Instant updated,
    @Nullable Instant withdrawnAt,
    @Nullable Actor withdrawnBy) {

  /// Whether an admin has withdrawn it, which no source undoes.
  boolean withheld() {
    return withdrawnBy == Actor.ADMIN;
  }

  /// Whether its source has withdrawn it, which the source's next word undoes.
  boolean gone() {
    return withdrawnAt != null && !withheld();
  }

  Ledger.Recorded recorded(Ledger.Outcome outcome) {
    return new Ledger.Recorded(outcome, uri, withheld());
  }

  Cause cause(Content content) {
    if (gone()) {
      return Cause.RESTORED;
    }
    return content.correction() == null || content.correction().equals(correctionNote)
        ? Cause.CONTENT
        : Cause.CORRECTED;
  }

  /// A note keeps its author and time as long as it stays the same.
  Revisions.Stamp stamp(Content content, Instant published, Instant updated, Instant now) {
    if (content.correction() == null || !content.correction().equals(correctionNote)) {
      return Revisions.Stamp.first(content, published, updated, now);
    }
    return new Revisions.Stamp(published, updated, correctionAt, correctionBy, now);
  }

  /// An admin's note stands by the content until the source brings one of its own.
  Content kept(Content content) {
    return content.correction() == null && correctionBy == Actor.ADMIN
        ? content.corrected(correctionNote)
        : content;
  }
}
