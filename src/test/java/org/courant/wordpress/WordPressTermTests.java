package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.article.Article;
import org.courant.source.GivenSource;
import org.courant.source.PullReport;
import org.courant.source.Pulls;
import org.courant.source.SourceKind;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Categories change their names without a change of the posts that bear them.
@CourantTest
class WordPressTermTests extends PostReading {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant NIGHT = NOW.plus(Duration.ofHours(20));
  private static final LocalDateTime MARCH = LocalDateTime.parse("2026-03-01T10:00:00");

  private final String name = "terms-" + UUID.randomUUID();
  private final FakeWordPress server = new FakeWordPress();

  @Autowired private Pulls pulls;

  WordPressTermTests() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRenamedCategoryIsNoticedAtNightAndIsNoNews() {
    for (int id = 1; id <= 60; id++) {
      server.publish(new FakePost(id, "Post " + id, MARCH.plusHours(id)));
    }
    pull(NOW);
    var before = article();
    server.renameCategory("Eating well");

    assertThat(pull(NOW.plusSeconds(900)).changed()).isZero();
    assertThat(pull(NIGHT).changed()).isEqualTo(60);
    var after = article();
    assertThat(before.tags()).containsExactly("Food & drink", "iron");
    assertThat(after.tags()).containsExactly("Eating well", "iron");
    assertThat(after.revision()).isEqualTo(before.revision() + 1);
    assertThat(after.updated()).isEqualTo(before.updated());
    assertThat(after.published()).isEqualTo(before.published());

    server.requests.clear();
    assertThat(pull(NIGHT.plus(Duration.ofDays(1))).changed()).isZero();
    assertThat(server.requests).noneMatch(request -> request.contains("include="));
  }

  @Test
  void aCategoryThatIsNowCalledLikeASectionFilesItsPostsThere() {
    server.publish(new FakePost(1, "One", MARCH));
    pull(NOW);
    server.renameCategory("Advice");

    pull(NIGHT);
    assertThat(article().sections()).containsExactly("advice");
    assertThat(article().tags()).containsExactly("iron");
  }

  @Test
  void aSiteThatHidesItsTermsIsPulledAllTheSame() {
    server.publish(new FakePost(1, "One", MARCH));
    server.hideTerms();
    assertThat(pull(NOW).created()).isEqualTo(1);
    server.renameCategory("Eating well");

    var night = pull(NIGHT);
    assertThat(night.outcome()).isEqualTo(PullReport.Outcome.READ);
    assertThat(night.changed()).isZero();
  }

  /// What a post is filed under is then not known, and a guess would have it read again.
  @Test
  void aPostWithATermThatTheSiteLeavesOutStaysAsItIs() {
    server.publish(new FakePost(1, "One", MARCH));
    pull(NOW);
    server.leaveOutTags();
    server.requests.clear();

    assertThat(pull(NIGHT).changed()).isZero();
    assertThat(server.requests).noneMatch(request -> request.contains("include="));
  }

  private PullReport pull(Instant now) {
    return pulls.pull(GivenSource.of(name, SourceKind.WORDPRESS, server.address()), false, now);
  }

  private Article article() {
    return article(name, server.guid(1));
  }
}
