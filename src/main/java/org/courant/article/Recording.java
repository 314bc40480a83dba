package org.courant.article;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.courant.article.Ledger.Outcome;
import org.courant.article.Ledger.Recorded;
import org.courant.article.Mark.Actor;
import org.courant.article.Mark.Cause;
import org.courant.article.Tellings.Telling.Part;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a source says of an article, compared with what is known and written down. Each method is
/// called in a transaction, and one at a time for a site.
@Component
class Recording {
  private final Identities identities;
  private final Entries entries;
  private final Revisions revisions;
  private final Withdrawals withdrawals;
  private final Articles articles;
  private final Tellings tellings;

  Recording(
      Identities identities,
      Entries entries,
      Revisions revisions,
      Withdrawals withdrawals,
      Articles articles,
      Tellings tellings) {
    this.identities = identities;
    this.entries = entries;
    this.revisions = revisions;
    this.withdrawals = withdrawals;
    this.articles = articles;
    this.tellings = tellings;
  }

  Recorded enter(Arrival arrival, @Nullable Instant backCatalogueBefore) {
    var item = arrival.item();
    identities.lock(item.site());
    var found =
        identities.find(item.site(), arrival.identity(), Cleaning.title(item), item.published());
    if (found.isEmpty()) {
      return create(arrival, backCatalogueBefore);
    }
    var known = found.get();
    identities.remember(known.id(), item.site(), arrival.identity().lasting(), arrival.now());
    var content = arrival.content();
    if (item.withdrawn()) {
      return withdraw(known, arrival.teller().source(), Mark.AT_ITS_SOURCE, arrival.now());
    }
    return content == null
        ? known.recorded(Outcome.UNCHANGED)
        : known.recorded(update(arrival, known, content));
  }

  private Recorded create(Arrival arrival, @Nullable Instant backCatalogueBefore) {
    var item = arrival.item();
    var content = arrival.content();
    if (content == null) {
      throw new UnusableArticle("has no title");
    }
    var now = arrival.now();
    var published = arrival.published(now);
    boolean eligible = arrival.eligible(published, backCatalogueBefore);
    var entry =
        new Entries.NewEntry(
            item.site(), arrival.identity(), published, eligible, item.withdrawn());
    long id = entries.add(entry, now);
    var updated = arrival.updated(published, published);
    var cause = item.withdrawn() ? Cause.WITHDRAWN : Cause.CONTENT;
    revisions.add(
        new RevisionKey(id, 1),
        content,
        Revisions.Stamp.first(content, published, updated, now),
        Mark.source(cause));
    identities.remember(id, item.site(), arrival.identity().lasting(), now);
    tellings.put(id, arrival.telling(content));
    if (item.withdrawn()) {
      tellings.withdraw(List.of(id), arrival.teller().source());
    }
    return new Recorded(
        item.withdrawn() ? Outcome.WITHDRAWN : Outcome.NEW, entries.uri(entry), false);
  }

  private Outcome update(Arrival arrival, Known known, Content said) {
    var guid = arrival.identity().guid();
    var telling = arrival.telling(said);
    var before = tellings.of(known.id());
    // What another source has said since, this one does not take back by saying what it said.
    if (before.stream().anyMatch(one -> one.says(telling))) {
      rename(known, guid);
      return Outcome.UNCHANGED;
    }
    tellings.put(known.id(), telling);
    if (known.gone() && telling.isOverruled(before)) {
      return Outcome.UNCHANGED;
    }
    boolean follows = telling.follows(before, arrival, known.updated());
    var left = telling.leaves(before, follows);
    var content = known.kept(left.isEmpty() ? said : said.leaving(left, content(known)));
    var published =
        left.contains(Part.NAME) ? known.published() : arrival.published(known.published());
    if (!known.gone() && content.hash(published).equals(known.contentHash())) {
      rename(known, guid);
      return Outcome.UNCHANGED;
    }
    if (!follows) {
      tellings.overtake(known.id(), telling.source(), arrival.now());
    }
    revise(arrival, known, content, published);
    return Outcome.CHANGED;
  }

  private void revise(Arrival arrival, Known known, Content content, Instant published) {
    boolean material = known.gone() || content.differsMaterially(known);
    var updated = material ? arrival.updated(known.updated(), arrival.now()) : known.updated();
    var key = new RevisionKey(known.id(), known.revision() + 1);
    var stamp = known.stamp(content, published, updated, arrival.now());
    revisions.add(key, content, stamp, Mark.source(known.cause(content)));
    entries.show(key, arrival.identity().guid(), published);
  }

  private Content content(Known known) {
    var current = List.of(new RevisionKey(known.id(), known.revision()));
    return Content.of(articles.revisions(current).getFirst());
  }

  /// Another guid for the same text is no change to a reader, but [Ledger#present] must know it.
  private void rename(Known known, @Nullable String guid) {
    if (guid != null && !guid.equals(known.guid())) {
      entries.rename(known.id(), guid);
    }
  }

  private Recorded withdraw(Known known, String by, String reason, Instant now) {
    tellings.withdraw(List.of(known.id()), by);
    int gone = withdrawals.withdraw(List.of(known.id()), Actor.SOURCE, reason, now);
    return known.recorded(gone == 1 ? Outcome.WITHDRAWN : Outcome.UNCHANGED);
  }

  Optional<Recorded> withdraw(String site, String by, String guid, String reason, Instant now) {
    identities.lock(site);
    return identities
        .find(site, Identity.of(guid), "", null)
        .map(known -> withdraw(known, by, reason, now));
  }

  void moved(String from, IncomingArticle there, Instant now) {
    identities.lock(there.site());
    identities.moved(from, there, now);
  }

  int withdraw(String site, String by, Collection<String> guids, String reason, Instant now) {
    identities.lock(site);
    var ids = entries.named(site, guids);
    tellings.withdraw(ids, by);
    return withdrawals.withdraw(ids, Actor.SOURCE, reason, now);
  }
}
