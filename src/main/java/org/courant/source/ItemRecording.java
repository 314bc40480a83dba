package org.courant.source;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.courant.article.ArticleImage;
import org.courant.article.IncomingArticle;
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

  ItemRecording(Ledger ledger, Sections sections, Publication publication) {
    this.ledger = ledger;
    this.sections = sections;
    this.publication = publication;
  }

  /// @param guid the source's own name for the item
  /// @param linkShared whether other items of the document have the same link
  record Candidate(Item item, @Nullable String guid, boolean linkShared) {}

  /// @param base what the item's relative addresses stand to
  /// @param first whether no pull has read the source before this one
  record Origin(SourceSettings.Declared source, URI base, boolean first) {}

  /// True when that is settled, false when another try with the same item may end otherwise.
  boolean record(Candidate candidate, Origin origin, Tally tally, Instant now) {
    var item = candidate.item();
    try {
      var before = origin.first() ? digestFrom(origin.source(), now) : null;
      var incoming = incoming(candidate, origin);
      var outcome = ledger.record(incoming, before, now);
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
      LOG.error("source {}: {} cannot be recorded", origin.source().name(), item.place(), fault);
      tally.refused("%s cannot be recorded: it is tried again".formatted(item.place()));
      return false;
    }
  }

  private Instant digestFrom(SourceSettings.Declared source, Instant now) {
    var day = source.digestFrom();
    return day == null ? now : day.atStartOfDay(publication.zone()).toInstant();
  }

  private IncomingArticle incoming(Candidate candidate, Origin origin) {
    var item = candidate.item();
    return new IncomingArticle(
        origin.source().siteKey(),
        candidate.guid(),
        item.url(),
        candidate.linkShared(),
        item.title(),
        item.excerpt(),
        item.body(),
        origin.base(),
        item.published() == null ? item.updated() : item.published(),
        item.updated(),
        item.authors(),
        categories(item, origin.source().section()),
        image(item, origin.base()),
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
