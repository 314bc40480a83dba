package org.courant.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One accepted mail, taken apart (RFC 5322, RFC 2046).
///
/// @param source the bytes as they came, a character each
public record DemoMail(
    String name,
    String subject,
    String from,
    String to,
    @Nullable Instant sent,
    String html,
    String text,
    List<Header> headers,
    String source) {

  /// A header field, decoded (RFC 2047) and unfolded.
  public record Header(String name, String value) {}

  static DemoMail read(String name, byte[] bytes) {
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      return new DemoMail(
          name,
          shown(message.getSubject()),
          people(message.getHeader("From", ", ")),
          people(message.getHeader("To", ", ")),
          message.getSentDate() == null ? null : message.getSentDate().toInstant(),
          content(message, "text/html"),
          content(message, "text/plain"),
          Collections.list(message.getAllHeaders()).stream()
              .map(header -> new Header(header.getName(), shown(header.getValue())))
              .toList(),
          new String(bytes, ISO_8859_1));
    } catch (MessagingException e) {
      throw new IllegalStateException("the mail %s cannot be read".formatted(name), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the mail %s cannot be read".formatted(name), e);
    }
  }

  /// As a mail program shows them: names without the quotes that the grammar asks for.
  private static String people(@Nullable String raw) {
    try {
      return Stream.of(
              InternetAddress.parseHeader(raw == null ? "" : MimeUtility.unfold(raw), false))
          .map(
              one ->
                  one.getPersonal() == null
                      ? one.getAddress()
                      : "%s <%s>".formatted(one.getPersonal(), one.getAddress()))
          .collect(Collectors.joining(", "));
    } catch (AddressException _) {
      return shown(raw);
    }
  }

  private static String shown(@Nullable String raw) {
    if (raw == null) {
      return "";
    }
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(raw));
    } catch (UnsupportedEncodingException _) {
      return raw;
    }
  }

  /// The first part of the given type, or nothing.
  private static String content(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return String.valueOf(part.getContent());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart child = parts.getBodyPart(i);
        String found = content(child, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
