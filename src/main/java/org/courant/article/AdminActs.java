package org.courant.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.courant.article.Mark.Actor;
import org.courant.article.Mark.Cause;
import org.courant.cleaning.Characters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What an admin does to an article, whatever its source says. Who calls announces the change.
@Component
class AdminActs {
  private static final int LONGEST_NOTE = 2000;

  private final Identities identities;
  private final Entries entries;
  private final Articles articles;
  private final Revisions revisions;
  private final Withdrawals withdrawals;

  AdminActs(
      Identities identities,
      Entries entries,
      Articles articles,
      Revisions revisions,
      Withdrawals withdrawals) {
    this.identities = identities;
    this.entries = entries;
    this.articles = articles;
    this.revisions = revisions;
    this.withdrawals = withdrawals;
  }

  /// A note from an admin, as one line of plain text.
  ///
  /// @throws IllegalArgumentException with a sentence when it says nothing or too much
  static String note(String given) {
    var note = Characters.oneLine(Characters.scrub(given));
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw new IllegalArgumentException(
          note.isEmpty()
              ? "The text is empty: say in a sentence what readers should know."
              : "The text has %d characters; %d are the most."
                  .formatted(note.length(), LONGEST_NOTE));
    }
    return note;
  }

  /// False when an admin has withdrawn it already.
  @Transactional
  boolean withdraw(long id, String reason, Instant now) {
    lock(id);
    return withdrawals.withdraw(List.of(id), Actor.ADMIN, reason, micros(now)) == 1;
  }

  /// False when it is not withdrawn.
  @Transactional
  boolean restore(long id, Instant now) {
    lock(id);
    return withdrawals.restore(id, micros(now));
  }

  /// Sets the note, or takes it away. False when it is what stands there already.
  @Transactional
  boolean correct(long id, @Nullable String note, Instant now) {
    lock(id);
    var article = articles.revisions(List.of(entries.current(id))).getFirst();
    var content = Content.of(article).corrected(note);
    var before = article.correction();
    if (before == null ? note == null : before.note().equals(note)) {
      return false;
    }
    var at = micros(now);
    var stamp =
        new Revisions.Stamp(
            article.published(),
            at,
            note == null ? null : at,
            note == null ? null : Actor.ADMIN,
            at);
    var key = new RevisionKey(id, article.revision() + 1);
    revisions.add(key, content, stamp, new Mark(Cause.CORRECTED, Actor.ADMIN, note));
    entries.advance(key);
    return true;
  }

  /// A pull of the same site waits for this transaction's end.
  private void lock(long id) {
    identities.lock(entries.site(id));
  }

  private static Instant micros(Instant now) {
    return now.truncatedTo(ChronoUnit.MICROS);
  }
}
