package org.courant.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageSizeTests {
  private final PageSize size = PageSize.ofWhole();

  @Test
  void growsOnlyWhereAPageOfTheLargerSizeBegins() {
    assertThat(size.posts(0)).isEqualTo(50);
    assertThat(size.tooLarge()).isTrue();
    for (var i = 0; i < 12; i++) {
      assertThat(size.posts(10 + 10 * i)).isEqualTo(10);
      size.fits();
    }
    assertThat(size.posts(130)).isEqualTo(10);
    assertThat(size.posts(150)).isEqualTo(50);
  }

  @Test
  void whatWasTooLargeIsNotTriedAgainAtOnce() {
    assertThat(size.tooLarge()).isTrue();
    for (var i = 0; i < 9; i++) {
      size.fits();
    }
    assertThat(size.tooLarge()).isTrue();
    size.fits();

    assertThat(size.posts(0)).isEqualTo(1);
  }

  @Test
  void onePostCannotBeFewer() {
    assertThat(size.tooLarge()).isTrue();
    assertThat(size.tooLarge()).isTrue();
    assertThat(size.tooLarge()).isFalse();
    assertThat(size.posts(0)).isEqualTo(1);
  }
}
