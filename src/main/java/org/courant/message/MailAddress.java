package org.courant.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// A mailbox that a message can be sent to: a local part and a domain, both of which may be
/// internationalised (RFC 5321 section 4.1.2, RFC 5891, RFC 6531 section 3.3).
///
/// @param value as its owner writes it
/// @param ascii as a relay takes it: the domain as A-labels; all ASCII unless `international`
public record MailAddress(String value, String ascii) {
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\p{L}\\p{M}\\p{N}-]+";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?i)(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  /// Reads an address, without a display name. Throws IllegalArgumentException with one sentence
  /// that says what is wrong with it.
  public static MailAddress parse(String written) {
    var value = Normalizer.normalize(written.strip(), Normalizer.Form.NFC);
    if (value.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
      throw wrong(written, "has a space or control character in it");
    }
    var at = value.lastIndexOf('@');
    if (at < 1 || at == value.length() - 1) {
      throw wrong(written, "is not of the form name@domain");
    }
    var local = value.substring(0, at);
    if (local.getBytes(UTF_8).length > 64 || !LOCAL.matcher(local).matches()) {
      throw wrong(written, "has a part before the @ that mail servers do not take");
    }
    return new MailAddress(value, local + "@" + domain(written, value.substring(at + 1)));
  }

  /// The same for an address of our own, which every reader's relay must take: ASCII before the
  /// `@`.
  static MailAddress ours(String written) {
    var address = parse(written);
    if (address.international()) {
      throw wrong(written, "has letters before the @ that not all mail servers take");
    }
    return address;
  }

  /// True when only relays with SMTPUTF8 take it: there are letters beyond ASCII before the `@`.
  public boolean international() {
    return ascii.chars().anyMatch(c -> c > 0x7e);
  }

  /// The one spelling that all spellings of this mailbox share: lower case, domain as A-labels.
  public String canonical() {
    return ascii.toLowerCase(Locale.ROOT);
  }

  /// The domain as A-labels, in lower case.
  public String domain() {
    return canonical().substring(ascii.lastIndexOf('@') + 1);
  }

  private static String domain(String written, String domain) {
    String ascii;
    try {
      // The tables for other scripts take longer than all the rest, and few domains need them.
      ascii = plain(domain) ? domain : IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException _) {
      throw wrong(written, "has a domain that does not exist in this form");
    }
    if (!DOMAIN.matcher(ascii).matches()) {
      throw wrong(written, "has a domain that does not exist in this form");
    }
    return ascii;
  }

  private static boolean plain(String domain) {
    return domain.chars().allMatch(c -> c < 0x80);
  }

  private static IllegalArgumentException wrong(String written, String what) {
    var shown = written.replaceAll("\\p{Cntrl}", "?");
    var end = shown.offsetByCodePoints(0, Math.min(80, shown.codePointCount(0, shown.length())));
    return new IllegalArgumentException(
        "The address \"%s\" %s.".formatted(shown.substring(0, end), what));
  }

  @Override
  public String toString() {
    return value;
  }
}
