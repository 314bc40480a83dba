package org.courant.page;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a robots.txt says to us (RFC 9309): the rules for `courant` if there are any, else those
/// for everybody.
final class Robots {
  private static final String OURS = "courant";
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

  static final Robots ALLOWING = new Robots(List.of(), List.of(), Optional.empty());
  static final Robots FORBIDDING =
      new Robots(List.of(new Rule(false, "/")), List.of(), Optional.empty());

  private final List<Rule> rules;
  private final List<String> sitemaps;
  private final Optional<Duration> delay;

  private Robots(List<Rule> rules, List<String> sitemaps, Optional<Duration> delay) {
    this.rules = rules;
    this.sitemaps = sitemaps;
    this.delay = delay;
  }

  private record Rule(boolean allows, String path) {
    /// `*` stands for anything, `$` at the end for the end; each part is looked for once.
    boolean matches(String target) {
      var closed = path.endsWith("$");
      var parts = (closed ? path.substring(0, path.length() - 1) : path).split("\\*", -1);
      if (!target.startsWith(parts[0])) {
        return false;
      }
      var at = parts[0].length();
      for (var i = 1; i < parts.length; i++) {
        var last = closed && i == parts.length - 1;
        var found = last ? target.length() - parts[i].length() : target.indexOf(parts[i], at);
        if (found < at || !target.startsWith(parts[i], found)) {
          return false;
        }
        at = found + parts[i].length();
      }
      return !closed || at == target.length();
    }
  }

  /// Lines of one group: its agents and what they may do.
  private static final class Group {
    private final List<String> agents = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private Optional<Duration> delay = Optional.empty();
    private boolean closed;
  }

  static Robots of(String text) {
    var groups = new ArrayList<Group>();
    var sitemaps = new ArrayList<String>();
    for (var line : text.replace("\uFEFF", "").lines().limit(20_000).toList()) {
      var parts = line.replaceFirst("#.*", "").split(":", 2);
      if (parts.length == 2) {
        read(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip(), groups, sitemaps);
      }
    }
    var ours = named(groups, OURS);
    var mine = ours.isEmpty() ? named(groups, "*") : ours;
    return new Robots(
        mine.stream().flatMap(group -> group.rules.stream()).toList(),
        List.copyOf(sitemaps),
        mine.stream().flatMap(group -> group.delay.stream()).max(Comparator.naturalOrder()));
  }

  private static List<Group> named(List<Group> groups, String agent) {
    return groups.stream().filter(group -> group.agents.contains(agent)).toList();
  }

  private static void read(String key, String value, List<Group> groups, List<String> sitemaps) {
    if (key.equals("sitemap")) {
      sitemaps.add(value);
    } else if (key.equals("user-agent")) {
      if (groups.isEmpty() || groups.getLast().closed) {
        groups.add(new Group());
      }
      groups.getLast().agents.add(value.toLowerCase(Locale.ROOT).replaceFirst("/.*", ""));
    } else if (!groups.isEmpty()) {
      rule(key, value, groups.getLast());
    }
  }

  private static void rule(String key, String value, Group group) {
    group.closed = true;
    if ((key.equals("allow") || key.equals("disallow")) && !value.isEmpty()) {
      if (value.length() <= 2_000) {
        group.rules.add(new Rule(key.equals("allow"), value));
      }
    } else if (key.equals("crawl-delay") && value.matches("\\d{1,6}(\\.\\d{1,3})?")) {
      var asked = Duration.ofMillis((long) (Double.parseDouble(value) * 1000));
      group.delay = Optional.of(asked.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : asked);
    }
  }

  /// The longest rule that matches decides; of two equally long ones, the one that allows.
  boolean allows(URI address) {
    var path =
        address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    var target = address.getRawQuery() == null ? path : path + "?" + address.getRawQuery();
    return rules.stream()
        .filter(rule -> rule.matches(target))
        .max(
            Comparator.<Rule>comparingInt(rule -> rule.path().length()).thenComparing(Rule::allows))
        .map(Rule::allows)
        .orElse(true);
  }

  List<String> sitemaps() {
    return sitemaps;
  }

  /// How long to wait between two pages.
  Optional<Duration> delay() {
    return delay;
  }
}
