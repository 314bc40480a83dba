package org.courant.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CalledFromTests {

  @Test
  void aPathIsMeantFromWhereTheCommandWasCalled() {
    assertThat(CalledFrom.path("/home/ada", "posts")).isEqualTo(Path.of("/home/ada/posts"));
    assertThat(CalledFrom.path("/home/ada", "/srv/posts")).isEqualTo(Path.of("/srv/posts"));
    assertThat(CalledFrom.path(null, "posts")).isEqualTo(Path.of("posts"));
  }
}
