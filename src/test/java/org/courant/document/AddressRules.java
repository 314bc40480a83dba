package org.courant.document;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The W3C feed validator's rules for addresses and ids.
final class AddressRules {
  private static final Pattern ADDRESS =
      Pattern.compile("[a-zA-Z][0-9a-zA-Z+\\-.]*:(//)?[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,#]+");
  private static final Pattern TAG =
      Pattern.compile(
          "tag:([a-z0-9\\-._]+?@)?[a-z0-9.\\-]+?,\\d{4}(-\\d{2}(-\\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,]*(#[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,]*)?");
  private static final Pattern URN =
      Pattern.compile(
          "(?i)urn:(uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?!uuid:)[a-z0-9][a-z0-9-]{1,31}:([a-z0-9()+,.:=@;$_!*'-]|%[0-9a-f]{2})+)");

  /// A host with a dot in it, which a file of a feed must have.
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)https?://(([0-9]{1,3}\\.){3}|([a-z0-9-]+\\.)+)[a-z0-9][-a-z0-9]*(:\\d+)?(/.*)?");

  private AddressRules() {}

  static Optional<String> address(String value) {
    int colon = value.indexOf(':');
    var scheme = value.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
    if (scheme.equals("tag")) {
      return TAG.matcher(value).matches() ? Optional.empty() : Optional.of("InvalidTAG " + value);
    }
    if (scheme.equals("urn")) {
      var rule = value.regionMatches(true, 4, "uuid:", 0, 5) ? "InvalidUUID " : "InvalidURN ";
      return URN.matcher(value).matches() ? Optional.empty() : Optional.of(rule + value);
    }
    if (!ADDRESS.matcher(value).matches()) {
      return Optional.of(letters(value) + value);
    }
    if (!Set.of("http", "https").contains(scheme)) {
      return Optional.of("SchemeNotIANARegistered " + value);
    }
    return value.matches("(?i)https?://[^/].*")
        ? Optional.empty()
        : Optional.of("InvalidLink " + value);
  }

  private static String letters(String value) {
    if (value.chars().anyMatch(c -> c >= 128)) {
      return "UriNotIri ";
    }
    boolean allowed = value.matches("[0-9a-zA-Z;/?:@&=+$.\\-_!~*'()%,#]*");
    return allowed ? "InvalidFullLink " : "InvalidUriChar ";
  }

  /// The address of an enclosure.
  static Optional<String> file(String value) {
    return FILE.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("InvalidURLAttribute " + value);
  }

  static Optional<String> canonical(String id) {
    var scheme = id.substring(0, id.indexOf(':') + 1);
    boolean same =
        URI.create(id).normalize().toString().equals(id)
            && scheme.equals(scheme.toLowerCase(Locale.ROOT))
            && !Pattern.compile("%([0-9A-F][a-f]|[a-f][0-9A-Fa-f])").matcher(id).find();
    return same ? Optional.empty() : Optional.of("NonCanonicalURI " + id);
  }
}
