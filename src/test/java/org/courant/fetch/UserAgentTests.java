package org.courant.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserAgentTests {

  @Test
  void saysWhoAsksAndWhomToWriteTo() {
    assertThat(UserAgent.of("1.2", "https://news.example", "editor@news.example"))
        .isEqualTo("Courant/1.2 (+https://news.example; editor@news.example)");
  }

  @Test
  void leavesOutWhatLeadsNowhere() {
    assertThat(UserAgent.of("1.2", "", "editor@localhost")).isEqualTo("Courant/1.2");
    assertThat(UserAgent.of("1.2", "https://news.example", "édit\r\nX: y@news.example"))
        .isEqualTo("Courant/1.2 (+https://news.example; ditX: y@news.example)");
    assertThat(UserAgent.of("1.2", "http://localhost:8080", "")).isEqualTo("Courant/1.2");
  }

  @Test
  void aCommandKnowsItsVersionWithoutTheApplication() {
    assertThat(UserAgent.of("", "")).matches("Courant/\\d+\\.\\d+\\S*");
    assertThat(UserAgent.of("", "ada@news.example")).endsWith(" (ada@news.example)");
  }
}
