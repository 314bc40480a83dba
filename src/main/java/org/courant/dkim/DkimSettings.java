package org.courant.dkim;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param dkim the keys that sign mail; all that are valid at the moment sign
@ConfigurationProperties("courant")
@Validated
record DkimSettings(@DefaultValue List<Key> dkim) {
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern SELECTOR = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern DOMAIN = Pattern.compile("(" + LABEL + "\\.)+" + LABEL);

  /// @param domain the domain that signs: that of the senders' addresses, or one above it
  /// @param selector the name of the key's record below `_domainkey` in that domain
  /// @param keyFile the private key, PEM (PKCS#8), readable for nobody else
  /// @param from the day on which the key begins to sign, at midnight UTC
  /// @param until the day on which it no longer signs
  record Key(
      String domain,
      String selector,
      Path keyFile,
      @Nullable LocalDate from,
      @Nullable LocalDate until) {
    Key {
      domain = name("domain", domain, DOMAIN, "write it in ASCII, such as example.org");
      selector = name("selector", selector, SELECTOR, "use letters, digits and -, such as 2026a");
      if (keyFile == null) {
        throw wrong("key-file", "is missing for " + domain, "make one with: courant dkim keygen");
      }
      if (from != null && until != null && !from.isBefore(until)) {
        throw wrong("until", until + " is not after from " + from, "mend one of them");
      }
    }

    private static String name(String key, @Nullable String given, Pattern form, String action) {
      if (given == null) {
        throw wrong(key, "is missing", action);
      }
      var name = given.toLowerCase(Locale.ROOT);
      if (name.length() > 253 || !form.matcher(name).matches()) {
        throw wrong(key, "\"" + given + "\" is no name in the DNS", action);
      }
      return name;
    }

    private static IllegalArgumentException wrong(String key, String what, String action) {
      return new IllegalArgumentException("Setting dkim.%s: %s; %s.".formatted(key, what, action));
    }
  }
}
