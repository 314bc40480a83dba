package org.courant.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import org.courant.CourantTest;
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
  private static final List<String> PIECES =
      List.of(
          " ",
          "  ",
          "\t",
          "\n",
          "\r\n",
          ".",
          "\n.\n",
          "From ",
          "\nFrom ",
          "=",
          "=3D",
          "=\n",
          "a",
          "word ",
          "é",
          "👩‍⚕️",
          "مرحبا",
          "שלום",
          "<b>",
          "&amp;",
          "\"",
          "'",
          "--",
          "--=_",
          "\u00a0",
          "ｆ",
          "x".repeat(80),
          "слово".repeat(30),
          "?=",
          "=?UTF-8?Q?a?=");

  @Test
  void isReadAsItWasWrittenWhateverItHolds() throws Exception {
    var random = new Random(20261123);
    var marks = ours();
    for (var round = 0; round < 400; round++) {
      var text = text(random, marks, 60);
      var html = text(random, marks, 200);
      var subject = "S" + HeaderText.clean(text(random, Map.of(), 12));
      var name = text(random, Map.of(), 4);
      var bytes = bytes(new RenderedMessage(subject, html, text), name);
      assertThat(new String(bytes, US_ASCII).lines().mapToInt(String::length).max().orElse(0))
          .isLessThan(200);
      var message = parsed(bytes);
      var clean = HeaderFields.name(reader(name));
      assertThat(MimeUtility.unfold(message.getSubject())).isEqualTo(subject);
      assertThat(part(message, 0)).isEqualTo(expected(text, marks, clean));
      assertThat(part(message, 1))
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
    var message = parsed(bytes);
    assertThat(message.getHeader("Bcc")).isNull();
    assertThat(message.getAllRecipients()).hasSize(1);
    assertThat(part(message, 1))
        .doesNotContain("<script")
        .doesNotContain("</script")
        .doesNotContain("\u202e");
    assertThat(part(message, 0)).startsWith("Hello ").contains("\r\nthis is the news.");
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
        parsed(bytes(new RenderedMessage("s", html, Samples.rendered(marks).text()), "A&B \"C\""));
    assertThat(part(message, 1))
        .isEqualTo(
            "<a href=\"https://x.test/?n=A%%26B%%20%%22C%%22\">A&amp;B &quot;C&quot;</a> <a href='%s'>leave</a>"
                .formatted(LINK));
  }

  @Test
  void leavesAMarkThatIsNotThisVariantsAlone() throws Exception {
    var forged = marks.of(new MailingId(new UUID(8, 8)), 1).get(Slot.UNSUBSCRIBE_URL);
    var sound = Samples.rendered(ours());
    var message =
        parsed(
            bytes(
                new RenderedMessage(sound.subject(), sound.html() + forged, sound.text()), "Ada"));
    assertThat(part(message, 1)).endsWith(forged);
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

  /// Random pieces with the unsubscribe mark and sometimes a name somewhere among them.
  private static String text(Random random, Map<Slot, String> marks, int most) {
    var out = new StringBuilder();
    var length = 1 + random.nextInt(most);
    var at = random.nextInt(length);
    for (var i = 0; i < length; i++) {
      out.append(PIECES.get(random.nextInt(PIECES.size())));
      if (i == at) {
        out.append(marks.getOrDefault(Slot.UNSUBSCRIBE_URL, ""));
      }
      if (random.nextInt(10) == 0) {
        out.append(marks.getOrDefault(Slot.NAME, ""));
      }
    }
    return out.toString();
  }

  private static String expected(String source, Map<Slot, String> marks, String name) {
    return source
        .replaceAll("\r\n|\r|\n", "\r\n")
        .replace(marks.getOrDefault(Slot.NAME, ""), name)
        .replace(marks.getOrDefault(Slot.UNSUBSCRIBE_URL, ""), LINK);
  }

  private static String part(MimeMessage message, int index) throws Exception {
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.isComplete()).isTrue();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(index).getContentType())
        .isEqualTo(index == 0 ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
    return new String(parts.getBodyPart(index).getInputStream().readAllBytes(), UTF_8);
  }

  private static MimeMessage parsed(byte[] bytes) {
    try {
      var properties = new Properties();
      properties.put("mail.mime.address.strict", "true");
      properties.put("mail.mime.parameters.strict", "true");
      properties.put("mail.mime.base64.ignoreerrors", "false");
      properties.put("mail.mime.multipart.ignoremissingendboundary", "false");
      return new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(bytes));
    } catch (MessagingException e) {
      throw new AssertionError(new String(bytes, US_ASCII), e);
    }
  }
}
