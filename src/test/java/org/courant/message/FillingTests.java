package org.courant.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.courant.CourantTest;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class FillingTests {
  @Autowired private SlotMarks marks;
  @Autowired private HeaderFields fields;
  @Autowired private BeanFactory beans;

  private static final MailingId MAILING = new MailingId(new UUID(7, 7));
  private static final UUID READER = new UUID(4, 2);
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String LINK =
      "http://courant.test/unsubscribe/00000000000000040000000000000002";

  @Test
  void isReadAsItWasWrittenWhateverItHolds() throws Exception {
    var random = new Random(20261123);
    var marks = ours();
    for (var round = 0; round < 400; round++) {
      var text = WildText.of(random, marks, 60);
      var html = WildText.of(random, marks, 200);
      var subject = "S" + HeaderText.clean(WildText.of(random, Map.of(), 12));
      var name = WildText.of(random, Map.of(), 4);
      var bytes = bytes(new RenderedMessage(subject, html, text), name);
      assertThat(new String(bytes, US_ASCII).lines().mapToInt(String::length).max().orElse(0))
          .isLessThan(200);
      var message = StrictReading.parsed(bytes);
      var clean = HeaderFields.name(reader(name));
      assertThat(MimeUtility.unfold(message.getSubject())).isEqualTo(subject);
      assertThat(StrictReading.part(message, 0)).isEqualTo(expected(text, marks, clean));
      assertThat(StrictReading.part(message, 1))
          .isEqualTo(expected(html, marks, Splice.Context.HTML.escape(clean)));
      var to = (InternetAddress) message.getAllRecipients()[0];
      assertThat(message.getAllRecipients()).hasSize(1);
      assertThat(to.getAddress()).isEqualTo("ada@xn--bcher-kva.example");
      assertThat(to.getPersonal() == null ? "" : to.getPersonal()).isEqualTo(clean);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada\r\nBcc: eve@example.org",
        "Ada\n\nbody",
        "\"Ada\" <eve@example.org>,",
        "<script>x</script>",
        "ada\u2028Bcc: x",
        "\u202eevil\u202c",
        "آدا",
        "👩🏽‍⚕️ Ada",
        "=?UTF-8?Q?Bcc=3A?=",
        "a\u0000b",
        "\ud800"
      })
  void letsNoNameBreakOut(String name) throws Exception {
    var bytes = bytes(Samples.rendered(ours()), name);
    var message = StrictReading.parsed(bytes);
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(StrictReading.part(message, 1))
        .doesNotContain("<script")
        .doesNotContain("</script")
        .doesNotContain("\u202e");
    assertThat(StrictReading.part(message, 0))
        .startsWith("Hello ")
        .contains("\r\nthis is the news.");
  }

  @Test
  void isTheMessageThatWasAgreedOn() throws Exception {
    var bytes = bytes(Samples.rendered(ours()), "Zoë Ünal");
    var golden = Path.of("src/test/resources/org/courant/message/digest.eml");
    // What was made lies beside the other results, to be looked at and copied when a change is
    // meant.
    Files.write(Path.of("target/digest.eml"), bytes);
    assertThat(new String(bytes, UTF_8)).isEqualTo(Files.readString(golden));
    assertThat(bytes(Samples.rendered(ours()), "Zoë Ünal")).isEqualTo(bytes);
  }

  @Test
  void percentEncodesANameInsideAnAddress() throws Exception {
    var marks = ours();
    var html =
        "<a href=\"https://x.test/?n=%s\">%s</a> <a href='%s'>leave</a>"
            .formatted(marks.get(Slot.NAME), marks.get(Slot.NAME), marks.get(Slot.UNSUBSCRIBE_URL));
    var message =
        StrictReading.parsed(
            bytes(new RenderedMessage("s", html, Samples.rendered(marks).text()), "A&B \"C\""));
    assertThat(StrictReading.part(message, 1))
        .isEqualTo(
            "<a href=\"https://x.test/?n=A%%26B%%20%%22C%%22\">A&amp;B &quot;C&quot;</a> <a href='%s'>leave</a>"
                .formatted(LINK));
  }

  /// A browser's reading of the page is what counts: text, attribute and address each have an
  /// escaping of their own.
  @Test
  void isReadAsItWasWrittenInEachPlaceOfAPage() throws Exception {
    var random = new Random(20261124);
    var marks = ours();
    var html =
        """
        <p title="for %1$s">%1$s</p><img alt='%1$s' src="https://x.test/%1$s.png">
        <a href='https://x.test/?n=%1$s&m=1#%1$s' title="%1$s">a</a><a href="%2$s">leave</a>
        """
            .formatted(marks.get(Slot.NAME), marks.get(Slot.UNSUBSCRIBE_URL));
    for (var round = 0; round < 300; round++) {
      var name = WildText.of(random, Map.of(), 5);
      var text = Samples.rendered(marks).text();
      var page =
          Jsoup.parse(
              StrictReading.part(
                  StrictReading.parsed(bytes(new RenderedMessage("s", html, text), name)), 1));
      var clean = HeaderFields.name(reader(name));
      assertThat(page.expectFirst("p").wholeText()).isEqualTo(clean);
      assertThat(page.select("p").attr("title")).isEqualTo("for " + clean);
      assertThat(page.select("img").attr("alt")).isEqualTo(clean);
      assertThat(page.select("a").get(0).attr("title")).isEqualTo(clean);
      var address = URI.create(page.select("a").get(0).attr("href"));
      assertThat(address.getQuery()).isEqualTo("n=" + clean + "&m=1");
      assertThat(address.getRawQuery()).matches("n=[^&]*&m=1");
      assertThat(address.getFragment()).isEqualTo(clean);
      assertThat(URI.create(page.select("img").attr("src")).getPath())
          .isEqualTo("/" + clean + ".png");
      assertThat(page.select("a").get(1).attr("href")).isEqualTo(LINK);
      assertThat(page.select("*")).hasSize(8);
    }
  }

  @Test
  void leavesAMarkThatIsNotThisVariantsAlone() throws Exception {
    var forged = marks.of(new MailingId(new UUID(8, 8)), 1).get(Slot.UNSUBSCRIBE_URL);
    var sound = Samples.rendered(ours());
    var message =
        StrictReading.parsed(
            bytes(
                new RenderedMessage(sound.subject(), sound.html() + forged, sound.text()), "Ada"));
    assertThat(StrictReading.part(message, 1)).endsWith(forged);
    assertThatThrownBy(
            () -> compile(new RenderedMessage("s", "<a href='" + forged + "'>x</a>", sound.text())))
        .isInstanceOf(MailingRefused.class)
        .hasMessage("The HTML has no unsubscribe link.");
  }

  @Test
  void refusesWhatMayNotBeSent() {
    var marks = ours();
    var sound = Samples.rendered(marks);
    assertThatThrownBy(() -> compile(new RenderedMessage("s", sound.html(), "no link")))
        .hasMessage("The plain text has no unsubscribe link.");
    assertThatThrownBy(
            () ->
                compile(
                    new RenderedMessage("Hi " + marks.get(Slot.NAME), sound.html(), sound.text())))
        .hasMessage("The subject holds a reader's own value, which it must not.");
    assertThatThrownBy(() -> compile(new RenderedMessage(" ", sound.html(), sound.text())))
        .hasMessage("The message has no subject.");
    assertThatThrownBy(
            () ->
                compile(new RenderedMessage("s", sound.html() + "é".repeat(52_000), sound.text())))
        .hasMessageStartingWith(
            "The HTML takes 102 KB, but mail programs show no more than 102 KB");
  }

  private Map<Slot, String> ours() {
    return marks.of(MAILING, 1);
  }

  private CompiledMessage compile(RenderedMessage message) {
    return TemplateCompiler.compile(
        message, ours(), fields.constant("weekly-3", "weekly", Samples.HEADERS), "b0undary");
  }

  private byte[] bytes(RenderedMessage message, String name) {
    var variant = new Templates.Variant(compile(message), "weekly", "news@courant.test");
    return Samples.filling(beans).fill(reader(name), variant, NOW).bytes();
  }

  private static Addressee reader(String name) {
    return new Addressee(99, MAILING, READER, "ada@bücher.example", name);
  }

  private static String expected(String source, Map<Slot, String> marks, String name) {
    return source
        .replaceAll("\r\n|\r|\n", "\r\n")
        .replace(marks.getOrDefault(Slot.NAME, ""), name)
        .replace(marks.getOrDefault(Slot.UNSUBSCRIBE_URL, ""), LINK);
  }
}
