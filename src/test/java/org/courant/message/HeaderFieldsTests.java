package org.courant.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.publication.Keys;
import org.courant.publication.Publication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class HeaderFieldsTests {
  private static final MailingId MAILING = new MailingId(new UUID(1, 2));
  private static final String TOKEN = "t".repeat(55);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @Autowired private HeaderFields fields;
  @Autowired private Templates templates;
  @Autowired private SlotMarks marks;
  @Autowired private Keys keys;
  @Autowired private Publication publication;
  @Autowired private MessageSettings settings;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "Zoë Ünal",
        "健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康健康",
        "👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️👩🏽‍⚕️",
        "=?UTF-8?Q?a?= a name of very many words that goes on and on and on and on and on"
      })
  void keepsLinesWithEncodedWordsShort(String name) {
    var headers =
        new MailingHeaders(
            name, name, "news@courant.test", null, URI.create("https://courant.test/1"));
    var all =
        fields.constant("weekly-3", "weekly", headers)
            + personal(name)
            + HeaderText.field("Subject", name);

    assertThat(all.split("\r\n", -1))
        .allSatisfy(
            line -> assertThat(line.length()).isLessThanOrEqualTo(line.contains("=?") ? 76 : 998))
        .noneMatch(line -> !line.isEmpty() && line.isBlank());
  }

  @Test
  void offersOneClickAndAMailboxToLeave() {
    assertThat(personal("Ada"))
        .contains(
            "List-Unsubscribe: <http://courant.test/unsubscribe/%s>,\r\n <mailto:unsub+%s@courant.test?subject=unsubscribe>\r\n"
                .formatted(TOKEN, TOKEN));
  }

  @Test
  void refusesAMailingWhoseLinksWouldNotBeHttps() {
    var strict =
        new MessageTemplates(
            templates,
            marks,
            fields,
            keys,
            publication,
            new MessageSettings(settings.message(), false));

    assertThatThrownBy(() -> strict.check("weekly-3", "weekly", Samples.HEADERS))
        .isInstanceOf(MailingRefused.class)
        .hasMessage(
            "No mail can be sent: the publication's base-url is http://courant.test, and unsubscribe links must be https.");
  }

  private String personal(String name) {
    var to = new Addressee(99, MAILING, new UUID(3, 4), "ada@example.org", name);
    var link = fields.unsubscribe(TOKEN);
    return fields.personal(to, to.address(), "news@courant.test", TOKEN, link, NOW);
  }
}
