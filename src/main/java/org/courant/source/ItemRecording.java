package org.courant.source;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.courant.article.ArticleImage;
import org.courant.article.IncomingArticle;
import org.courant.article.IncomingArticle.NamedFile;
import org.courant.article.Ledger;
import org.courant.article.UnusableArticle;
import org.courant.extract.Item;
import org.courant.publication.Publication;
import org.courant.publication.Sections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands items to the ledger, one by one: a bad one is told of and left out, the others go on.
@Component
class ItemRecording {
  private static final Logger LOG = LoggerFactory.getLogger(ItemRecording.class);

  private final Ledger ledger;
  private final Sections sections;
  private final Publication publication;
  private final PullStop stop;

  ItemRecording(Ledger ledger, Sections sections, Publication publication, PullStop stop) {
    this.ledger = ledger;
    this.sections = sections;
    this.publication = publication;
    this.stop = stop;
  }

  /// Whether nothing more is recorded, because the process ends.
  PullStop stop() {
    return stop;
  }

  /// True when that is settled, false when another try with the same item may end otherwise.
  boolean record(FoundItem found, Pull pull, Tally tally) {
    var item = found.item();
    try {
      var incoming = incoming(found, pull.source());
      var teller = teller(item, pull.source());
      var outcome =
          ledger.enter(incoming, teller, backCatalogueBefore(item, pull), pull.now()).outcome();
      tally.count(outcome);
      // Told once, not at every pull.
      if (outcome == Ledger.Outcome.NEW || outcome == Ledger.Outcome.CHANGED) {
        incoming.flaws().forEach(flaw -> tally.warn(item.place() + " " + flaw));
      }
      return true;
    } catch (UnusableArticle fault) {
      tally.refused("%s %s: it is left out".formatted(item.place(), fault.getMessage()));
      return true;
    } catch (RuntimeException fault) {
      LOG.error("source {}: {} cannot be recorded", pull.source().name(), item.place(), fault);
      tally.refused("%s cannot be recorded: it is tried again".formatted(item.place()));
      return false;
    }
  }

  static Ledger.Teller teller(Item item, DeclaredSource source) {
    return new Ledger.Teller(source.name(), item.html() != null);
  }

  void moved(String from, FoundItem found, Pull pull) {
    ledger.moved(from, incoming(found, pull.source()), pull.now());
  }

  int withdraw(DeclaredSource source, Collection<String> guids, String reason, Instant now) {
    return ledger.withdraw(source.siteKey(), source.name(), guids, reason, now);
  }

  /// Until a pull has read the source whole, what is older than the first that showed anything is
  /// its back catalogue, and so is what tells no time: null once one has.
  private @Nullable Instant backCatalogueBefore(Item item, Pull pull) {
    var known = pull.known();
    if (known.firstReadAt() != null) {
      return null;
    }
    var day = pull.source().digestFrom();
    if (day != null) {
      return day.atStartOfDay(publication.zone()).toInstant();
    }
    var undated = item.published() == null && item.updated() == null;
    return undated || known.firstShownAt() == null ? pull.now() : known.firstShownAt();
  }

  IncomingArticle incoming(FoundItem found, DeclaredSource source) {
    var item = found.item();
    return new IncomingArticle(
        source.siteKey(),
        found.guid(),
        item.url(),
        found.linkShared(),
        item.title(),
        item.excerpt(),
        item.body(),
        found.base(),
        item.published() == null ? item.updated() : item.published(),
        item.updated(),
        item.authors(),
        categories(item, source.section()),
        image(item, found.base()),
        item.enclosures().stream()
            .map(file -> new NamedFile(file.url(), file.type(), file.length(), file.seconds()))
            .toList(),
        item.language(),
        item.sponsor(),
        item.correction(),
        item.withdrawn());
  }

  private List<String> categories(Item item, @Nullable String section) {
    var named = item.categories().stream().anyMatch(name -> sections.named(name).isPresent());
    return section == null || named
        ? item.categories()
        : Stream.concat(item.categories().stream(), Stream.of(section)).toList();
  }

  /// A picture whose address is none is no reason to lose the article.
  private static @Nullable ArticleImage image(Item item, URI base) {
    if (item.image() == null) {
      return null;
    }
    try {
      return new ArticleImage(
          base.resolve(item.image().url().strip().replace(" ", "%20")), item.image().alt());
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
