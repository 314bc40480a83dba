package org.courant.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes articles down: who they are, what they say, and when they were withdrawn.
@Component
public class Ledger {
  private final Cleaning cleaning;
  private final Identities identities;
  private final Revisions revisions;
  private final Entries entries;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher events;

  Ledger(
      Cleaning cleaning,
      Identities identities,
      Revisions revisions,
      Entries entries,
      TransactionOperations transactions,
      ApplicationEventPublisher events) {
    this.cleaning = cleaning;
    this.identities = identities;
    this.revisions = revisions;
    this.entries = entries;
    this.transactions = transactions;
    this.events = events;
  }

  /// What recording an item came to.
  public enum Outcome {
    NEW,
    CHANGED,
    UNCHANGED,
    WITHDRAWN
  }

  /// Records one item in a transaction of its own. On a source's first pull `backCatalogueBefore`
  /// is given: what was published before it never becomes eligible for digests, and neither does an
  /// undated item when it is `now`.
  ///
  /// @throws UnusableArticle when the item cannot become an article
  public Outcome record(IncomingArticle item, @Nullable Instant backCatalogueBefore, Instant now) {
    var identity = Identity.of(item);
    // Cleaning megabytes of HTML has no place inside a transaction; a withdrawn item need not be
    // presentable.
    var content = item.withdrawn() && Cleaning.title(item).isEmpty() ? null : cleaning.clean(item);
    // The database keeps microseconds: what it gives back must equal what was put in.
    var arrival = new Arrival(item, identity, content, now.truncatedTo(ChronoUnit.MICROS));
    var outcome = transactions.execute(_ -> record(arrival, backCatalogueBefore));
    return Objects.requireNonNull(outcome);
  }

  private record Arrival(
      IncomingArticle item, Identity identity, @Nullable Content content, Instant now) {
    /// The date of publication; a date that has not come yet, or none, is answered by `otherwise`.
    Instant published(Instant otherwise) {
      var stated = item.published() == null ? item.updated() : item.published();
      return stated == null || stated.isAfter(now)
          ? otherwise
          : stated.truncatedTo(ChronoUnit.MICROS);
    }

    /// The source's own date of change if it lies between the two, else `otherwise`.
    Instant updated(Instant after, Instant otherwise) {
      var stated = item.updated();
      return stated == null || !stated.isAfter(after) || stated.isAfter(now)
          ? otherwise
          : stated.truncatedTo(ChronoUnit.MICROS);
    }
  }

  private Outcome record(Arrival arrival, @Nullable Instant backCatalogueBefore) {
    var item = arrival.item();
    identities.lock(item.site());
    var found =
        identities.find(item.site(), arrival.identity(), Cleaning.title(item), item.published());
    if (found.isEmpty()) {
      return create(arrival, backCatalogueBefore);
    }
    var known = found.get();
    identities.remember(known.id(), item.site(), arrival.identity().lasting(), arrival.now());
    if (item.withdrawn()) {
      return entries.withdraw(known.id(), arrival.now()) ? Outcome.WITHDRAWN : Outcome.UNCHANGED;
    }
    return arrival.content() == null
        ? Outcome.UNCHANGED
        : update(arrival, known, arrival.content());
  }

  private Outcome create(Arrival arrival, @Nullable Instant backCatalogueBefore) {
    var item = arrival.item();
    var content = arrival.content();
    if (content == null) {
      throw new UnusableArticle("has no title");
    }
    var now = arrival.now();
    var published = arrival.published(now);
    boolean eligible = eligible(arrival, published, backCatalogueBefore);
    var entry =
        new Entries.NewEntry(
            item.site(), arrival.identity(), published, eligible, item.withdrawn());
    long id = entries.add(entry, now);
    var updated = arrival.updated(published, published);
    var correctionAt = content.correction() == null ? null : updated;
    revisions.add(
        new RevisionKey(id, 1),
        content,
        new Revisions.Stamp(published, updated, correctionAt, now));
    identities.remember(id, item.site(), arrival.identity().lasting(), now);
    return item.withdrawn() ? Outcome.WITHDRAWN : Outcome.NEW;
  }

  private static boolean eligible(
      Arrival arrival, Instant published, @Nullable Instant backCatalogueBefore) {
    if (backCatalogueBefore == null) {
      return true;
    }
    boolean dated = arrival.item().published() != null || arrival.item().updated() != null;
    return dated
        ? !published.isBefore(backCatalogueBefore)
        : backCatalogueBefore.isBefore(arrival.now());
  }

  private Outcome update(Arrival arrival, Known known, Content content) {
    var published = arrival.published(known.published());
    boolean returns = known.withdrawnAt() != null;
    var guid = arrival.identity().guid();
    if (!returns && content.hash(published).equals(known.contentHash())) {
      rename(known, guid);
      return Outcome.UNCHANGED;
    }
    boolean material = returns || content.differsMaterially(known);
    var now = arrival.now();
    var updated = material ? arrival.updated(known.updated(), now) : known.updated();
    var key = new RevisionKey(known.id(), known.revision() + 1);
    revisions.add(
        key,
        content,
        new Revisions.Stamp(published, updated, corrected(content, known, updated), now));
    entries.show(key, guid, published);
    return Outcome.CHANGED;
  }

  private static @Nullable Instant corrected(Content content, Known known, Instant updated) {
    if (content.correction() == null) {
      return null;
    }
    return content.correction().equals(known.correctionNote()) ? known.correctionAt() : updated;
  }

  /// Another guid for the same text is no change to a reader, but [#present] must know it.
  private void rename(Known known, @Nullable String guid) {
    if (guid != null && !guid.equals(known.guid())) {
      entries.rename(known.id(), guid);
    }
  }

  /// An article's page answers from another address now: from here on both name the one article, if
  /// its title or its date still agrees. To be told before an item with the new link is recorded.
  public void moved(String from, IncomingArticle there, Instant now) {
    transactions.executeWithoutResult(
        _ -> {
          identities.lock(there.site());
          identities.moved(from, there, now.truncatedTo(ChronoUnit.MICROS));
        });
  }

  /// The site's articles that have a guid and are not withdrawn.
  public List<Presence> present(String site) {
    return entries.present(site);
  }

  /// Withdraws the articles that the site showed last under these guids; returns how many were not
  /// yet withdrawn.
  public int withdraw(String site, Collection<String> guids, String reason, Instant now) {
    return entries.withdraw(site, guids, reason, now);
  }

  /// Tells this process and the other nodes that articles changed. To be called once at the end of
  /// a pull that changed something, outside any transaction.
  public void announce(Instant now) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "Articles are announced after the pull's transactions, not in one");
    }
    entries.notifyNodes();
    events.publishEvent(new ArticlesChanged(now));
  }
}
