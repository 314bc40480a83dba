package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.courant.article.ArticlesChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FeedRefreshTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final List<Instant> built = new CopyOnWriteArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /// Nobody who tells of a change waits: the first rebuild does not end before all have told.
  @Test
  void aBurstOfChangesMakesOneMoreRebuild() throws InterruptedException {
    var refresh = new FeedRefresh(this::slow, true);
    refresh.start();
    refresh.on(new ArticlesChanged(NOW));
    first.await();
    for (int i = 1; i <= 100; i++) {
      refresh.on(new ArticlesChanged(NOW.plusSeconds(i)));
    }
    assertThat(built).isEmpty();

    released.countDown();
    refresh.stop();
    assertThat(built).containsExactly(NOW, NOW.plusSeconds(100));
  }

  @Test
  void theEndWaitsForWhatIsDue() throws InterruptedException {
    var refresh = new FeedRefresh(this::slow, true);
    refresh.start();
    refresh.on(new ArticlesChanged(NOW));
    first.await();
    refresh.on(new ArticlesChanged(NOW.plusSeconds(1)));
    var end = Thread.ofVirtual().start(refresh::stop);
    while (refresh.isRunning()) {
      Thread.onSpinWait();
    }
    assertThat(end.join(Duration.ofMillis(200))).isFalse();
    released.countDown();
    end.join();

    assertThat(built).containsExactly(NOW, NOW.plusSeconds(1));
  }

  @Test
  void aFaultEndsNoLaterRebuild() {
    buildsAgainAfter(
        () -> {
          throw new IllegalStateException("a trial");
        });
  }

  /// Such as the text of an article that is nested too deeply for this machine's stack.
  @Test
  void notEvenAnOverflowEndsLaterRebuilds() {
    buildsAgainAfter(
        () -> {
          throw new StackOverflowError("a trial");
        });
  }

  private void buildsAgainAfter(Runnable fault) {
    var refresh =
        new FeedRefresh(
            at -> {
              built.add(at);
              fault.run();
            },
            true);
    refresh.start();
    refresh.on(new ArticlesChanged(NOW));
    while (built.isEmpty()) {
      Thread.onSpinWait();
    }
    refresh.on(new ArticlesChanged(NOW.plusSeconds(1)));
    refresh.stop();

    assertThat(built).containsExactly(NOW, NOW.plusSeconds(1));
  }

  /// Or it would end before they are built.
  @Test
  void aCommandBuildsTheFeedsItself() {
    var refresh = new FeedRefresh(built::add, false);
    refresh.start();
    refresh.on(new ArticlesChanged(NOW));

    assertThat(built).containsExactly(NOW);
  }

  private void slow(Instant at) {
    first.countDown();
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    built.add(at);
  }
}
