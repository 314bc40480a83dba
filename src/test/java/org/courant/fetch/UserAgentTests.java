package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserAgentTests {

  @Test
  void saysWhoAsksAndWhomToWriteTo() {
    assertThat(FetchSetup.agent("1.2", "https://news.example", "editor@news.example"))
        .isEqualTo("Courant/1.2 (+https://news.example; editor@news.example)");
  }

  @Test
  void leavesOutWhatLeadsNowhere() {
    assertThat(FetchSetup.agent("1.2", "", "editor@localhost")).isEqualTo("Courant/1.2");
    assertThat(FetchSetup.agent("1.2", "https://news.example", "édit\r\nX: y@news.example"))
        .isEqualTo("Courant/1.2 (+https://news.example; ditX: y@news.example)");
  }
}
