package org.courant.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageShapeTests {
  private static final String LETTERS = "\r\r\n\n..ab\0é";

  @Test
  void seesWhatOneSeesByteByByte() {
    var random = new Random(5);
    for (var round = 0; round < 50_000; round++) {
      var bytes = any(random);
      var shape = MessageShape.of(bytes);
      assertThat(shape).as(new String(bytes, ISO_8859_1)).isEqualTo(slowly(bytes));
    }
  }

  @Test
  void framesAMessageThatAReaderTakesApartAgain() {
    var random = new Random(6);
    for (var round = 0; round < 5_000; round++) {
      var text = "Subject: x\r\n";
      for (var line = random.nextInt(6); line > 0; line--) {
        text += ".".repeat(random.nextInt(3)) + "ab.".substring(random.nextInt(3)) + "\r\n";
      }
      var whole = random.nextBoolean() ? text : text.substring(0, text.length() - 2);
      var message = whole.getBytes(ISO_8859_1);
      var framed = new String(MessageShape.of(message).framed(message), ISO_8859_1);
      assertThat(framed).endsWith("\r\n.\r\n");
      assertThat(framed.substring(0, framed.length() - 5)).doesNotContain("\r\n.\r\n");
      var read = framed.substring(0, framed.length() - 3).replaceAll("(?<=^|\r\n)\\.", "");
      assertThat(read).isEqualTo(text);
    }
  }

  @Test
  void knowsTheLongestLine() {
    assertThat(MessageShape.of(("x".repeat(998) + "\r\nx").getBytes(ISO_8859_1)).sound()).isTrue();
    assertThat(MessageShape.of(("x".repeat(999) + "\r\nx").getBytes(ISO_8859_1)).sound()).isFalse();
    assertThat(MessageShape.of(("x\r\n" + "x".repeat(999)).getBytes(ISO_8859_1)).sound()).isFalse();
  }

  private static byte[] any(Random random) {
    var text = new StringBuilder();
    for (var left = random.nextInt(12); left > 0; left--) {
      var next = random.nextInt(LETTERS.length() + 4);
      text.append(next < LETTERS.length() ? LETTERS.charAt(next) : "\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private static MessageShape slowly(byte[] bytes) {
    var text = new String(bytes, ISO_8859_1);
    var dots = (text.startsWith(".") ? 1 : 0) + text.split("\r\n\\.", -1).length - 1;
    var sound = !text.replace("\r\n", "").matches("(?s).*[\r\n\0].*");
    return new MessageShape(
        bytes.length, text.chars().anyMatch(c -> c > 127), sound, sound ? dots : dotsOf(bytes));
  }

  /// In what is not sound the number matters to nobody.
  private static int dotsOf(byte[] bytes) {
    return MessageShape.of(bytes).dots();
  }
}
