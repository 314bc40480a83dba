package org.courant.coding;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a reader says that it can unpack (RFC 9110, section 12.5.3).
///
/// Weights are thousandths; -1 stands for a coding that is not named.
public final class AcceptEncoding {
  private static final int UNNAMED = -1;

  private final Map<Coding, Integer> weights = new EnumMap<>(Coding.class);
  private int others = UNNAMED;

  private AcceptEncoding() {}

  /// The coding to answer in. Without any that suits, the document goes as it is, which the
  /// standard prefers to no answer.
  ///
  /// @param offered in our order of choice among those of equal weight
  public static Coding choose(@Nullable String header, List<Coding> offered) {
    if (header == null || header.isEmpty()) {
      return Coding.IDENTITY;
    }
    var accepted = new AcceptEncoding();
    accepted.read(header);
    return accepted.best(offered);
  }

  private Coding best(List<Coding> offered) {
    var best = Coding.IDENTITY;
    // Not named, the document as it is comes after all that are.
    int weight = Math.max(0, weights.getOrDefault(Coding.IDENTITY, 0) - 1);
    for (var coding : offered) {
      if (coding != Coding.IDENTITY && weight(coding) > weight) {
        best = coding;
        weight = weight(coding);
      }
    }
    return best;
  }

  /// `*` is taken for the coding that everybody knows, and for no other.
  private int weight(Coding coding) {
    int named = weights.getOrDefault(coding, UNNAMED);
    return named == UNNAMED && coding == Coding.GZIP ? others : named;
  }

  private void read(String header) {
    int from = 0;
    while (from <= header.length()) {
      int comma = header.indexOf(',', from);
      int to = comma < 0 ? header.length() : comma;
      int semicolon = header.indexOf(';', from);
      boolean weighted = semicolon >= 0 && semicolon < to;
      take(
          header.substring(from, weighted ? semicolon : to).strip(),
          weighted ? thousandths(header.substring(semicolon + 1, to)) : 1000);
      from = to + 1;
    }
  }

  private void take(String token, int weight) {
    if (token.equals("*")) {
      others = weight;
      return;
    }
    for (var coding : Coding.values()) {
      if (token.equalsIgnoreCase(coding.token())) {
        weights.put(coding, weight);
      }
    }
    if (token.equalsIgnoreCase("x-gzip")) {
      weights.put(Coding.GZIP, weight);
    }
  }

  /// Zero for what is no weight: better too little packed than not to be read.
  private static int thousandths(String parameter) {
    var text = parameter.strip();
    if (text.length() < 3 || Character.toLowerCase(text.charAt(0)) != 'q') {
      return 0;
    }
    try {
      var weight = Double.parseDouble(text.substring(text.indexOf('=') + 1).strip());
      return (int) Math.round(Math.clamp(weight, 0.0, 1.0) * 1000);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
