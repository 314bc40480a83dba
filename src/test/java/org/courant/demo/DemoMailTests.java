package org.courant.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoMailTests {

  @Test
  void showsPeopleAsAMailProgramDoes() {
    var mail =
        DemoMail.read(
            "1.eml",
            """
            From: "News, of the day" <news@example.org>
            To: =?UTF-8?Q?In=C3=AAs_Duarte?= <ines@example.com>
            Subject: =?UTF-8?Q?Ol=C3=A1?=
            Content-Type: text/plain; charset=UTF-8

            Bom dia
            """
                .getBytes(UTF_8));
    assertThat(mail.from()).isEqualTo("News, of the day <news@example.org>");
    assertThat(mail.to()).isEqualTo("Inês Duarte <ines@example.com>");
    assertThat(mail.subject()).isEqualTo("Olá");
    assertThat(mail.text()).contains("Bom dia");
  }
}
