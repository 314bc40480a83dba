package org.courant.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/// Reads messages as a parser does that forgives nothing.
final class StrictReading {
  private StrictReading() {}

  /// The text of one of the two parts.
  static String part(MimeMessage message, int index) throws Exception {
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.isComplete()).isTrue();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(index).getContentType())
        .isEqualTo(index == 0 ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
    return new String(parts.getBodyPart(index).getInputStream().readAllBytes(), UTF_8);
  }

  static MimeMessage parsed(byte[] bytes) {
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
