package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.courant.article.Tellings.Telling;
import org.courant.article.Tellings.Telling.Part;
import org.junit.jupiter.api.Test;

class TellingsTests {
  private static final Telling API =
      new Telling("api", "a", EnumSet.of(Part.NAME, Part.BODY, Part.IMAGE), null);

  @Test
  void whoFollowsAddsWhatNobodyToldAndChangesNothingElse() {
    var feed = new Telling("feed", "f", EnumSet.of(Part.NAME, Part.BODY, Part.ENCLOSURES), null);

    assertThat(feed.leaves(List.of(API), true))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Part.ENCLOSURES)));
  }

  @Test
  void aFirstWordThatHasNewsTakesBackNothingItNeverTold() {
    var feed = new Telling("feed", "f", EnumSet.of(Part.NAME, Part.BODY), null);

    assertThat(feed.leaves(List.of(API), false)).containsExactly(Part.IMAGE);
  }

  @Test
  void whoToldAPartTakesItBack() {
    var now = new Telling("api", "b", EnumSet.of(Part.NAME, Part.BODY), null);

    assertThat(now.leaves(List.of(API), false)).isEmpty();
  }

  @Test
  void aSummaryStaysWithTheTextItWasMadeOf() {
    var feed = new Telling("feed", "f", EnumSet.of(Part.NAME), null);
    var before = new Telling("feed", "e", EnumSet.of(Part.NAME), null);

    assertThat(feed.leaves(List.of(API, before), false))
        .isEqualTo(Set.of(Part.BODY, Part.IMAGE, Part.SUMMARY));
  }

  @Test
  void theSameWordIsTheSameSourceHashAndParts() {
    assertThat(API.says(new Telling("api", "a", API.parts(), null))).isTrue();
    assertThat(API.says(new Telling("feed", "a", API.parts(), null))).isFalse();
    assertThat(API.says(new Telling("api", "b", API.parts(), null))).isFalse();
    assertThat(API.says(new Telling("api", "a", Set.of(Part.NAME), null))).isFalse();
  }
}
