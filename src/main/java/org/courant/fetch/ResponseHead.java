package org.courant.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an answer says besides its body.
///
/// @param fields header fields, names in small letters
/// @param movedTo where permanent redirects alone (301, 308; RFC 9110, sections 15.4.2 and 15.4.9)
///   led from the address that was asked for
public record ResponseHead(Map<String, List<String>> fields, @Nullable URI movedTo) {
  public static final ResponseHead NONE = new ResponseHead(Map.of(), null);

  private static final Pattern MAX_AGE =
      Pattern.compile("(?i)(?:^|[\\s,])max-age\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:,|$)");

  /// The values of one header field, in their order.
  public List<String> header(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /// How long the server says that the answer stays fresh (RFC 9111, section 5.2.2.1), less the
  /// time that it already spent in caches (`Age`).
  public Optional<Duration> freshFor() {
    var control = String.join(", ", header("cache-control"));
    var age = MAX_AGE.matcher(control);
    if (control.toLowerCase(Locale.ROOT).matches(".*\\bno-(cache|store)\\b.*") || !age.find()) {
      return Optional.empty();
    }
    var spent =
        header("age").stream()
            .map(String::strip)
            .filter(text -> text.matches("\\d{1,9}"))
            .findFirst();
    return Optional.of(Duration.ofSeconds(Long.parseLong(age.group(1))))
        .map(fresh -> fresh.minusSeconds(Long.parseLong(spent.orElse("0"))))
        .filter(Duration::isPositive);
  }
}
