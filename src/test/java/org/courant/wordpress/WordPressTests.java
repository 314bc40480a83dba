package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.courant.extract.Item;
import org.courant.fetch.Fetcher;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordPressTests {
  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T10:00:00");

  private final FakeWordPress server = new FakeWordPress();
  private final Fetcher fetcher = Fetcher.standalone();
  private final WordPress wordpress = new WordPress(fetcher, true);

  WordPressTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
    fetcher.close();
  }

  @Test
  void findsTheApiFromTheHomePageFromAMissingPageAndFromItself() throws WordPressUnavailable {
    var root = server.address().resolve("/wp-json/");
    for (var address : List.of("/", "/no-such-page", "/wp-json/")) {
      var site = wordpress.find(server.address().resolve(address));
      assertThat(site.root()).isEqualTo(root);
      assertThat(site.name()).isEqualTo("Women’s health");
      assertThat(site.home()).isEqualTo(server.address());
    }
  }

  @Test
  void findsTheApiOfASiteWithPlainPermalinks() throws WordPressUnavailable {
    server.usePlainPermalinks();
    server.publish(new FakePost(1, "One", MARCH));
    var site = wordpress.find(server.address());

    assertThat(site.root()).hasToString(server.address() + "index.php?rest_route=/");
    assertThat(walk(site, null)).containsExactly(1L);
  }

  @Test
  void readsAPostWithItsAuthorTermsAndPicture() throws WordPressUnavailable {
    server.publish(new FakePost(5, "Iron &#8211; in <em>food</em>", MARCH));

    var post = wordpress.newest(wordpress.find(server.address()), 3).posts().getFirst();
    assertThat(post.guid()).isEqualTo(server.guid(5));
    assertThat(post.modified()).isEqualTo(MARCH);
    var item = post.item();
    assertThat(item.id()).isEqualTo(server.guid(5));
    assertThat(item.url()).isEqualTo(server.address() + "articles/post-5/");
    assertThat(item.title()).isEqualTo("Iron – in food");
    assertThat(item.summary()).isEqualTo("About Iron – in food …");
    assertThat(item.published()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    assertThat(item.authors()).containsExactly("Ada O’Brien");
    assertThat(item.categories()).containsExactly("Food & drink", "iron");
    assertThat(item.image()).isEqualTo(new Item.Image("http://x/a.jpg", "A leaf"));
  }

  @Test
  void walksPagesOfPostsThatCarryTheSameSecond() throws WordPressUnavailable {
    publish(1, 250, false);
    publish(251, 260, true);

    assertThat(walk(wordpress.find(server.address()), null)).hasSize(260).doesNotHaveDuplicates();
  }

  @Test
  void losesNoPostWhenOneIsEditedWhileItWalks() throws WordPressUnavailable {
    publish(1, 250, true);
    server.afterNextPage(() -> server.publish(new FakePost(3, "Post 3", MARCH.plusDays(300))));

    assertThat(walk(wordpress.find(server.address()), null))
        .containsAll(LongStream.rangeClosed(1, 250).boxed().toList());
  }

  @Test
  void goesOnFromTheLastChange() throws WordPressUnavailable {
    publish(1, 20, true);
    var site = wordpress.find(server.address());

    assertThat(walk(site, MARCH.plusMinutes(5 * 60)))
        .isEqualTo(LongStream.range(4, 21).boxed().toList());
  }

  @Test
  void readsEverythingFromAServerThatKnowsNoModifiedAfter() throws WordPressUnavailable {
    publish(1, 320, true);
    server.passOverModifiedAfter();

    var site = wordpress.find(server.address());
    assertThat(walk(site, MARCH.plusDays(10))).hasSize(320).doesNotHaveDuplicates();
    assertThat(server.requests).hasSizeLessThan(10);
  }

  @Test
  void walksAndListsWithoutACountOfPages() throws WordPressUnavailable {
    publish(1, 200, false);
    server.hideCounts();

    var site = wordpress.find(server.address());
    assertThat(walk(site, null)).hasSize(200);
    assertThat(wordpress.list(site, null)).hasSize(200);
  }

  @Test
  void saysWhyAServerIsNoWordPress() {
    server.answerPostsWith(401);
    assertThatThrownBy(() -> wordpress.newest(wordpress.find(server.address()), 3))
        .isInstanceOf(WordPressUnavailable.class)
        .hasMessageContaining("answers 401");
    server.close();
    assertThatThrownBy(() -> wordpress.find(server.address()))
        .hasMessageEndingWith("refuses the connection");
  }

  private void publish(int from, int to, boolean apart) {
    for (var id = from; id <= to; id++) {
      server.publish(new FakePost(id, "Post " + id, apart ? MARCH.plusHours(id) : MARCH));
    }
  }

  private List<Long> walk(WordPressSite site, @Nullable LocalDateTime since)
      throws WordPressUnavailable {
    var ids = new ArrayList<Long>();
    var walk = wordpress.changed(site, since, Instant.parse("2026-11-23T08:00:00Z"));
    for (var page = walk.next(); page.isPresent(); page = walk.next()) {
      page.get().posts().forEach(post -> ids.add(post.id()));
    }
    return ids;
  }
}
