package org.courant.source;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.courant.article.Ledger;
import org.courant.article.Presence;
import org.courant.source.ItemRecording.Candidate;
import org.courant.source.ItemRecording.Origin;
import org.courant.wordpress.Post;
import org.courant.wordpress.PostPage;
import org.springframework.stereotype.Component;

/// Hands a WordPress site's posts to the ledger and remembers which were shown.
@Component
class PostRecording {
  private final SourcePosts posts;
  private final ItemRecording items;
  private final Ledger ledger;

  PostRecording(SourcePosts posts, ItemRecording items, Ledger ledger) {
    this.posts = posts;
    this.items = items;
    this.ledger = ledger;
  }

  Batch batch(SourceSettings.Declared source, URI home, boolean first, Tally tally, Instant now) {
    return new Batch(source, new Origin(source, home, first), tally, now);
  }

  /// The posts of one pull.
  final class Batch {
    private final SourceSettings.Declared source;
    private final Origin origin;
    private final Tally tally;
    private final Instant now;
    private final Map<Long, Post.Key> known;

    private Batch(SourceSettings.Declared source, Origin origin, Tally tally, Instant now) {
      this.source = source;
      this.origin = origin;
      this.tally = tally;
      this.now = now;
      this.known = posts.of(source.name());
    }

    /// The posts that this source showed, by number.
    Map<Long, Post.Key> known() {
      return Map.copyOf(known);
    }

    void record(PostPage page) {
      page.problems().forEach(tally::refused);
      for (var post : page.posts()) {
        var key = post.key();
        // The overlap of two walks is not recorded twice.
        if (!key.equals(known.get(post.id())) && record(post)) {
          known.put(post.id(), key);
          posts.put(source.name(), key);
        }
      }
    }

    private boolean record(Post post) {
      if (!post.hidden()) {
        return items.record(new Candidate(post.item(), post.guid(), false), origin, tally, now);
      }
      if (known.containsKey(post.id())) {
        tally.withdrawn(
            ledger.withdraw(
                source.siteKey(),
                java.util.Set.of(post.guid()),
                "it is behind a password at its site",
                now));
      }
      return true;
    }

    /// Why it is held, if it is.
    Optional<String> withdraw(Map<Long, Post.Key> missing, boolean allowed) {
      var present = new HashSet<String>();
      ledger.present(source.siteKey()).stream().map(Presence::guid).forEach(present::add);
      var shown =
          known.values().stream().map(Post.Key::guid).filter(present::contains).distinct().count();
      var guids =
          missing.values().stream()
              .map(Post.Key::guid)
              .filter(present::contains)
              .filter(guid -> isNoOthers(guid, missing))
              .sorted()
              .toList();
      var held =
          Withdrawals.held(
              source, guids, (int) shown, "are no longer among the site's posts", allowed);
      if (held.isEmpty()) {
        tally.withdrawn(
            ledger.withdraw(
                source.siteKey(), guids, "it is no longer among the site's posts", now));
        posts.remove(source.name(), missing.keySet());
        missing.keySet().forEach(known::remove);
      }
      return held;
    }

    /// A post that was moved to another number keeps its guid.
    private boolean isNoOthers(String guid, Map<Long, Post.Key> missing) {
      return known.values().stream()
          .filter(key -> !missing.containsKey(key.id()))
          .noneMatch(key -> Objects.equals(key.guid(), guid));
    }
  }
}
