package org.courant.wordpress;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.courant.article.Ledger;
import org.courant.article.Ledger.Presence;
import org.courant.source.FoundItem;
import org.courant.source.Pull;
import org.springframework.stereotype.Component;

/// Hands a WordPress site's posts to the ledger and remembers which were shown.
@Component
class PostRecording {
  private final SourcePosts posts;
  private final Ledger ledger;

  PostRecording(SourcePosts posts, Ledger ledger) {
    this.posts = posts;
    this.ledger = ledger;
  }

  Batch batch(Pull pull, URI home) {
    return new Batch(pull, home);
  }

  /// The posts of one pull.
  final class Batch {
    private final Pull pull;
    private final URI home;
    private final Map<Long, Post.Key> known;
    private boolean whole = true;

    private Batch(Pull pull, URI home) {
      this.pull = pull;
      this.home = home;
      this.known = posts.of(pull.source().name());
    }

    /// The posts that this source showed, by number.
    Map<Long, Post.Key> known() {
      return Map.copyOf(known);
    }

    /// Whether no post is left for another try.
    boolean whole() {
      return whole;
    }

    void record(PostPage page) {
      page.problems().forEach(pull::refused);
      for (var post : page.posts()) {
        var key = post.key();
        // The overlap of two walks is not recorded twice.
        if (key.equals(known.get(post.id()))) {
          continue;
        }
        if (record(post)) {
          known.put(post.id(), key);
          posts.put(pull.source().name(), key, Terms.label(post.item().categories()));
        } else {
          whole = false;
        }
      }
    }

    /// The known posts that are filed otherwise now, by number.
    ///
    /// @param labels what each is filed under
    List<Long> filedOtherwise(Map<Long, String> labels) {
      var before = posts.terms(pull.source().name());
      return labels.entrySet().stream()
          .filter(label -> known.containsKey(label.getKey()))
          .filter(label -> !label.getValue().equals(before.get(label.getKey())))
          .map(Map.Entry::getKey)
          .toList();
    }

    /// Records posts that did not change themselves. What the listing says is kept and not what
    /// they say: where the two differ for good, they are not read again each night.
    void recordAgain(PostPage page, Map<Long, String> labels) {
      page.problems().forEach(pull::refused);
      for (var post : page.posts()) {
        var label = labels.get(post.id());
        if (label != null && record(post)) {
          known.put(post.id(), post.key());
          posts.put(pull.source().name(), post.key(), label);
        }
      }
    }

    private boolean record(Post post) {
      if (!post.hidden()) {
        return pull.record(new FoundItem(post.item(), post.guid(), false, home));
      }
      if (known.containsKey(post.id())) {
        pull.withdraw(Set.of(post.guid()), "it is behind a password at its site");
      }
      return true;
    }

    /// Why it is held, if it is.
    Optional<String> withdraw(Map<Long, Post.Key> missing) {
      var present = new HashSet<String>();
      ledger.present(pull.source().siteKey()).stream().map(Presence::guid).forEach(present::add);
      var shown =
          known.values().stream().map(Post.Key::guid).filter(present::contains).distinct().count();
      var guids =
          missing.values().stream()
              .map(Post.Key::guid)
              .filter(present::contains)
              .filter(guid -> isNoOthers(guid, missing))
              .sorted()
              .toList();
      var held = pull.held(guids, (int) shown, "are no longer among the site's posts");
      if (held.isEmpty()) {
        pull.withdraw(guids, "it is no longer among the site's posts");
        posts.remove(pull.source().name(), missing.keySet());
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
