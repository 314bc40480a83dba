package org.courant.wordpress;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A walk through posts in the order of their last change. Each page is asked for by the time of
/// the page before it, not by its number: a post that is edited meanwhile moves to the end, and
/// numbers would then pass over another.
public final class ChangedPosts {
  /// What an hour that the clocks repeat may hide.
  private static final Duration OVERLAP = Duration.ofHours(2);

  /// By how much a server's clock may be ahead.
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final WordPress wordpress;
  private final WordPressSite site;
  private final Instant now;
  private final Set<Post.Key> seen = new HashSet<>();
  private @Nullable LocalDateTime after;
  private @Nullable LocalDateTime reached;
  private int passed;
  private boolean done;
  private boolean deaf;

  ChangedPosts(
      WordPress wordpress, WordPressSite site, @Nullable LocalDateTime since, Instant now) {
    this.now = now;
    this.wordpress = wordpress;
    this.site = site;
    this.after = since == null ? null : since.minus(OVERLAP);
    this.reached = since;
  }

  /// The next page; empty at the end.
  public Optional<PostPage> next() throws WordPressUnavailable {
    while (!done) {
      var part = wordpress.changed(site, after, passed);
      var read = WordPress.page(part.posts(), part.problems());
      done = part.last();
      deaf |= isDeaf(read.posts());
      passed += part.size();
      advance(read.posts());
      var fresh = read.posts().stream().filter(post -> seen.add(post.key())).toList();
      if (!fresh.isEmpty() || !read.problems().isEmpty()) {
        return Optional.of(new PostPage(fresh, read.problems()));
      }
    }
    return Optional.empty();
  }

  /// WordPress before 5.7 passes over `modified_after`; then only page numbers lead on.
  private boolean isDeaf(List<Post> posts) {
    var bound = after;
    return bound != null
        && !posts.isEmpty()
        && posts.getFirst().modified().isBefore(bound.minus(OVERLAP));
  }

  private void advance(List<Post> posts) {
    if (posts.isEmpty()) {
      return;
    }
    for (var post : posts) {
      if (!isToCome(post) && (reached == null || post.modified().isAfter(reached))) {
        reached = post.modified();
      }
    }
    var last = posts.getLast().modified();
    // Exclusive on the server, so that others of the same second are seen again.
    var next = last.minusSeconds(1);
    if (!deaf && (after == null || next.isAfter(after))) {
      after = next;
      passed = 0;
    }
  }

  /// A post that was made public before its planned time bears that time as the one of its last
  /// change: to go on from there would pass over every change until then.
  private boolean isToCome(Post post) {
    var changed = post.item().updated();
    return changed != null && changed.isAfter(now.plus(CLOCKS));
  }

  /// Up to which change everything was handed out: where a later walk starts. Null when there was
  /// nothing.
  public @Nullable LocalDateTime reached() {
    return reached;
  }
}
