package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.courant.fetch.Fetcher;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Posts of which fifty are more than memory bears.
class WordPressSizeTests {
  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T10:00:00");
  private static final int MEGABYTE = 1024 * 1024;

  private final FakeWordPress server = new FakeWordPress();
  private final Fetcher fetcher = Fetcher.standalone();
  private final WordPress wordpress = new WordPress(fetcher, true);

  WordPressSizeTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    fetcher.close();
  }

  @Test
  void fewerPostsAreAskedForAtOnceWhenTheyAreTooLarge() throws WordPressUnavailable {
    publish(1, 45, MEGABYTE / 2);
    publish(46, 145, 10);

    assertThat(walk(new ArrayList<>()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 145).boxed().toList());
    assertThat(server.requests)
        .anyMatch(request -> request.contains("per_page=50&page=1"))
        .anyMatch(request -> request.contains("per_page=10&page=1"));
    // Small ones are asked for fifty at a time again.
    assertThat(server.requests.getLast()).contains("per_page=50");
  }

  /// All of one second, so that only numbers lead on.
  @Test
  void noneIsPassedOverWhereTheSizeChanges() throws WordPressUnavailable {
    for (var id = 1; id <= 130; id++) {
      server.publish(new FakePost(id, "P", text(id > 60 ? MEGABYTE / 2 : 10), MARCH, MARCH));
    }

    assertThat(walk(new ArrayList<>())).hasSize(130).doesNotHaveDuplicates();
  }

  @Test
  void onePostThatIsTooLargeIsLeftOutAndTold() throws WordPressUnavailable {
    publish(1, 3, 10);
    publish(4, 4, 9 * MEGABYTE);
    publish(5, 7, 10);

    var problems = new ArrayList<String>();
    assertThat(walk(problems)).containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
    assertThat(problems).singleElement().asString().endsWith("has more than 8 MB");
    var byId = wordpress.byId(wordpress.find(server.address()), List.of(3L, 4L, 5L));
    assertThat(byId.posts()).extracting(Post::id).containsExactly(3L, 5L);
    assertThat(byId.problems()).hasSize(1);
  }

  @Test
  void aSiteThatShowsNothingElseIsNotReadForEver() throws WordPressUnavailable {
    publish(1, 30, 9 * MEGABYTE);

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> walk(new ArrayList<>()))
        .isInstanceOf(WordPressUnavailable.class)
        .hasMessageEndingWith("has more than 8 MB");
  }

  /// An answer of fifty megabytes, as it was taken once, made a text and a tree besides its bytes:
  /// some three hundred.
  @Test
  void whatOneAnswerTakesIsBounded() throws WordPressUnavailable {
    publish(1, 49, MEGABYTE);
    var site = wordpress.find(server.address());
    var walk = wordpress.changed(site, null, Instant.parse("2026-11-23T08:00:00Z"));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long most = 0;
    for (var read = 0; read < 49; ) {
      long before = threads.getCurrentThreadAllocatedBytes();
      read += walk.next().orElseThrow().posts().size();
      most = Math.max(most, threads.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(most).isLessThan(150L * MEGABYTE);
  }

  private List<Long> walk(List<String> problems) throws WordPressUnavailable {
    var ids = new ArrayList<Long>();
    var walk =
        wordpress.changed(
            wordpress.find(server.address()), null, Instant.parse("2026-11-23T08:00:00Z"));
    for (var page = walk.next(); page.isPresent(); page = walk.next()) {
      page.get().posts().forEach(post -> ids.add(post.id()));
      problems.addAll(page.get().problems());
    }
    return ids;
  }

  private void publish(int from, int to, int size) {
    for (var id = from; id <= to; id++) {
      server.publish(
          new FakePost(id, "P" + id, text(size), MARCH.plusHours(id), MARCH.plusHours(id)));
    }
  }

  private static String text(int size) {
    return "a".repeat(size);
  }
}
