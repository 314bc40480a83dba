package org.courant.selection;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.courant.article.RevisionKey;
import org.courant.document.FeedMetadata;
import org.courant.document.Withdrawn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Which feeds there are and what each of them holds now.
@Component
public class Selection {
  /// For so long a reader who comes back is told of what was withdrawn.
  private static final Duration TOMBSTONES = Duration.ofDays(30);

  private final FeedCatalogue catalogue;
  private final FeedRegister register;
  private final FeedMatching matching;
  private final FeedItems items;
  private final FeedArchives archives;

  Selection(
      FeedCatalogue catalogue,
      FeedRegister register,
      FeedMatching matching,
      FeedItems items,
      FeedArchives archives) {
    this.catalogue = catalogue;
    this.register = register;
    this.matching = matching;
    this.items = items;
    this.archives = archives;
  }

  /// The declared feeds: that of all articles first, then one per section, then the others.
  public List<FeedDefinition> declared() {
    return catalogue.active();
  }

  public boolean declares(String slug) {
    return catalogue.named(slug).isPresent();
  }

  /// Whether the feed was declared once and is no longer.
  public boolean retired(String slug) {
    return !declares(slug) && movedTo(slug).isEmpty() && register.known(slug);
  }

  /// The slug that the feed has now, if it had this one before and is declared.
  public Optional<String> movedTo(String slug) {
    return declares(slug)
        ? Optional.empty()
        : catalogue.formerly(slug).or(() -> register.movedTo(slug).filter(this::declares));
  }

  /// Sees what changed in the declaration and in the ledger, and says what every declared feed
  /// holds, in the order of the declaration.
  public List<FeedPlan> refresh(Instant now) {
    if (!register.declares(catalogue.active())) {
      register.declare(catalogue.active(), now);
    }
    matching.run(now, catalogue::filter);
    var known = register.active();
    var held = items.current();
    // By the day, so that every node says the same for a day.
    var withdrawn = items.withdrawn(now.truncatedTo(ChronoUnit.DAYS).minus(TOMBSTONES));
    var plans =
        catalogue.active().stream()
            .filter(definition -> known.containsKey(definition.slug()))
            .map(definition -> plan(definition, known, held, withdrawn))
            .toList();
    return dated(plans, known, now);
  }

  /// A plan's version before it has a moment stands for all else that a reader could see.
  private List<FeedPlan> dated(List<FeedPlan> plans, Map<String, KnownFeed> known, Instant now) {
    Map<Long, Instant> moments = new HashMap<>();
    Map<Long, String> others = new HashMap<>();
    for (var plan : plans) {
      var feed = Objects.requireNonNull(known.get(plan.slug()));
      var content = plan.version();
      if (feed.changed() != null && content.equals(feed.content())) {
        moments.put(plan.id(), feed.changed());
      } else {
        others.put(plan.id(), content);
      }
    }
    if (!others.isEmpty()) {
      moments.putAll(register.change(others, now));
    }
    return plans.stream()
        .map(plan -> plan.changed(Objects.requireNonNull(moments.get(plan.id()))))
        .toList();
  }

  private FeedPlan plan(
      FeedDefinition definition,
      Map<String, KnownFeed> known,
      Map<Long, List<FeedItem>> held,
      Map<Long, List<Withdrawn>> withdrawn) {
    var feed = Objects.requireNonNull(known.get(definition.slug()));
    var holds = held.getOrDefault(feed.id(), List.of());
    var newest = feed.newestArchive();
    return new FeedPlan(
        feed.id(),
        catalogue.metadata(definition, feed, Rhythm.of(holds), Instant.EPOCH),
        definition.terms(),
        holds,
        withdrawn.getOrDefault(feed.id(), List.of()),
        newest == null ? 0 : newest);
  }

  /// To be called when versions of these feeds are published. One at a time, as who files articles
  /// writes the same rows.
  @Transactional
  public void shown(Collection<FeedPlan> plans) {
    register.lock();
    items.shown(plans.stream().collect(Collectors.toMap(FeedPlan::id, FeedPlan::items)));
  }

  /// The newest articles of a feed.
  public List<RevisionKey> newest(String slug, int most) {
    return items.newest(slug, most);
  }

  /// An archive of a declared feed.
  public Optional<FeedArchive> archive(String slug, int number) {
    return archives.find(slug, number);
  }

  /// What the documents of a declared feed's archives say of it: the rhythm of the past is nothing
  /// to act on.
  public Optional<FeedMetadata> metadata(String slug) {
    return catalogue
        .named(slug)
        .flatMap(
            definition ->
                Optional.ofNullable(register.active().get(slug))
                    .map(
                        known ->
                            catalogue.metadata(definition, known, Rhythm.NONE, known.since())));
  }
}
