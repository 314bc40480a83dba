package org.courant.publication;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/// What the configuration files say below `courant`, apart from secrets and from what may well
/// differ from one server to the next.
///
/// @param values by key, in the order of the keys
record DeclaredConfiguration(Map<String, String> values) {
  private static final Pattern OWN =
      Pattern.compile(
          "courant\\.(data|role|templates|database|demo|secret)\\b.*|.*(password|secret|token)[^.]*");

  static DeclaredConfiguration of(ConfigurableEnvironment environment) {
    var values = new TreeMap<String, String>();
    for (PropertySource<?> source : environment.getPropertySources()) {
      if (source instanceof OriginTrackedMapPropertySource file) {
        for (String name : file.getPropertyNames()) {
          if (name.startsWith("courant.") && !OWN.matcher(name).matches()) {
            values.put(name, String.valueOf(environment.getProperty(name)));
          }
        }
      }
    }
    return new DeclaredConfiguration(values);
  }

  /// Each key whose value differs, with both values; empty when nothing does.
  String difference(Map<String, String> running) {
    var keys = new TreeSet<>(values.keySet());
    keys.addAll(running.keySet());
    var differing = new StringBuilder();
    for (String key : keys) {
      String here = values.getOrDefault(key, "nothing");
      String there = running.getOrDefault(key, "nothing");
      if (!here.equals(there)) {
        differing
            .append(differing.isEmpty() ? "" : "; ")
            .append("%s is \"%s\" here and \"%s\" there".formatted(key, here, there));
      }
    }
    return differing.toString();
  }
}
