package org.courant.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplyTests {
  @Test
  void namesNoReader() {
    var reply =
        Reply.read(
            550,
            """
            550-5.1.1 <ada@example.org>: Recipient address rejected
            550 5.1.1 "Ada Lovelace"@example.org (ada.l+news@mail.example.org) unknown""");
    assertThat(reply.enhanced()).isEqualTo("5.1.1");
    assertThat(reply.text())
        .startsWith("550-5.1.1 <…>: Recipient address rejected / 550 5.1.1 ")
        .doesNotContain("@", "ada");
  }
}
