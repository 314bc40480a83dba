package org.courant.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.courant.coding.Coding;
import org.courant.document.FeedFormat;
import org.junit.jupiter.api.Test;

class KeptDeltasTests {
  private static final int LARGE = 100_000;

  private final KeptDeltas kept = new KeptDeltas(3 * LARGE);

  private static FeedDeltas.Key key(String former) {
    return new FeedDeltas.Key("now", former, "all", FeedFormat.RSS);
  }

  private void put(String former, int bytes) {
    var document = FeedDocument.stored(Map.of(Coding.GZIP, new byte[bytes]));
    kept.put(key(former), new FeedDeltas.Delta.Fresh(document));
  }

  @Test
  void keepsAsManyBytesAsThereIsRoomFor() {
    put("a", LARGE);
    put("b", LARGE);
    assertThat(kept.get(key("a"))).isPresent();
    put("c", LARGE);
    assertThat(kept.get(key("b"))).as("nobody asked for it since").isEmpty();
    assertThat(kept.get(key("a"))).isPresent();
    assertThat(kept.get(key("c"))).isPresent();
  }

  @Test
  void whatIsMadeAgainCountsOnce() {
    for (int i = 0; i < 10; i++) {
      put("a", LARGE);
    }
    put("b", LARGE);
    assertThat(kept.get(key("a"))).isPresent();
  }

  @Test
  void thatThereIsNothingNewCostsHardlyAnything() {
    put("a", 2 * LARGE);
    for (int i = 0; i < 100; i++) {
      kept.put(key("nothing" + i), new FeedDeltas.Delta.Nothing());
    }
    assertThat(kept.get(key("a"))).isPresent();
    assertThat(kept.get(key("nothing0"))).isPresent();
  }

  @Test
  void whatIsLargerThanTheRoomIsNotKept() {
    put("a", 4 * LARGE);
    assertThat(kept.get(key("a"))).isEmpty();
    put("b", LARGE);
    assertThat(kept.get(key("b"))).isPresent();
  }
}
