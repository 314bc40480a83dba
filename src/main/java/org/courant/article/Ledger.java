package org.courant.article;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Writes down what sources say of articles: who they are, what they say, and when they were
/// withdrawn.
@Component
public class Ledger {
  private final Cleaning cleaning;
  private final Recording recording;
  private final Entries entries;
  private final TransactionOperations transactions;
  private final ApplicationEventPublisher events;

  Ledger(
      Cleaning cleaning,
      Recording recording,
      Entries entries,
      TransactionOperations transactions,
      ApplicationEventPublisher events) {
    this.cleaning = cleaning;
    this.recording = recording;
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

  /// @param uri the article's permanent one
  /// @param withheld whether an admin has withdrawn it, and it stays so
  public record Recorded(Outcome outcome, String uri, boolean withheld) {}

  /// A published article and the guid under which its site showed it last.
  public record Presence(String guid, long articleId) {}

  /// Who tells of an item.
  ///
  /// @param source by its name: what it said last is what it is held against
  /// @param whole whether the item's body is the article's text, and not merely its summary
  public record Teller(String source, boolean whole) {}

  /// Records one item in a transaction of its own. On a source's first pull `backCatalogueBefore`
  /// is given: what was published before it never becomes eligible for digests, and neither does an
  /// undated item when it is `now`. An admin's withdrawal stays whatever the item says, and an
  /// admin's correction until the item brings its own.
  ///
  /// @throws UnusableArticle when the item cannot become an article
  public Outcome record(IncomingArticle item, @Nullable Instant backCatalogueBefore, Instant now) {
    return enter(item, new Teller(item.site(), true), backCatalogueBefore, now).outcome();
  }

  /// The same, for who wants to know which article it is, and for a site of several sources: none
  /// of them takes back what another one told and it knows nothing of.
  public Recorded enter(
      IncomingArticle item, Teller teller, @Nullable Instant backCatalogueBefore, Instant now) {
    var identity = Identity.of(item);
    // Cleaning megabytes of HTML has no place inside a transaction; a withdrawn item need not be
    // presentable.
    var content = item.withdrawn() && Cleaning.title(item).isEmpty() ? null : cleaning.clean(item);
    // The database keeps microseconds: what it gives back must equal what was put in.
    var arrival = new Arrival(item, teller, identity, content, now.truncatedTo(ChronoUnit.MICROS));
    var recorded = transactions.execute(_ -> recording.enter(arrival, backCatalogueBefore));
    return Objects.requireNonNull(recorded);
  }

  /// An article's page answers from another address now: from here on both name the one article, if
  /// its title or its date still agrees. To be told before an item with the new link is recorded.
  public void moved(String from, IncomingArticle there, Instant now) {
    transactions.executeWithoutResult(
        _ -> recording.moved(from, there, now.truncatedTo(ChronoUnit.MICROS)));
  }

  /// The site's articles that have a guid and are not withdrawn.
  public List<Presence> present(String site) {
    return entries.present(site);
  }

  /// Withdraws the articles that the site showed last under these guids; returns how many were not
  /// yet withdrawn.
  ///
  /// @param by the source that withdraws them; the words of others do not bring them back
  public int withdraw(
      String site, String by, Collection<String> guids, String reason, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MICROS);
    var gone = transactions.execute(_ -> recording.withdraw(site, by, guids, reason, at));
    return Objects.requireNonNull(gone);
  }

  /// Withdraws the article that the site knows by this guid; empty when there is none.
  public Optional<Recorded> withdraw(
      String site, String by, String guid, String reason, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MICROS);
    var recorded = transactions.execute(_ -> recording.withdraw(site, by, guid, reason, at));
    return Objects.requireNonNull(recorded);
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
