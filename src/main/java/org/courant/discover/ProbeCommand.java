package org.courant.discover;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.courant.command.CalledFrom;
import org.courant.command.Console;
import org.courant.extract.Item;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows how a site can be pulled and what to write into the settings.
@Command(
    name = "probe",
    description = "Finds the best way to pull a site: its REST API, a feed, or its sitemap.")
public final class ProbeCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  /// `host:port` is none.
  private static final Pattern OTHER_SCHEME =
      Pattern.compile("(?i)(?!https?://)[a-z][a-z0-9+.-]*:(?!\\d)");

  private static final String SETTINGS = "config/application.yaml";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "The site's address.")
  private String place = "";

  @Option(names = "--internal", description = "Private and loopback addresses may be fetched.")
  private boolean internal;

  @Option(
      names = "--write",
      arity = "0..1",
      paramLabel = "FILE",
      fallbackValue = SETTINGS,
      description = "Adds the best way to the settings; config/application.yaml unless given.")
  private @Nullable String settings;

  @Mixin private Introduction introduction = new Introduction();

  @Override
  public Integer call() {
    var out = Console.of(spec);
    if (OTHER_SCHEME.matcher(place).lookingAt()) {
      Console.errors(spec)
          .println(place + " is no address of the web; write it as https://example.org");
      return WRONG_USE;
    }
    URI address;
    try {
      address = URI.create(place.matches("(?i)https?://.*") ? place : "https://" + place);
    } catch (IllegalArgumentException _) {
      Console.errors(spec).println(place + " is no address; write it as https://example.org");
      return WRONG_USE;
    }
    if (address.getHost() == null) {
      Console.errors(spec).println(place + " is no address; write it as https://example.org");
      return WRONG_USE;
    }
    var whole = address.getRawPath().isEmpty() ? address.resolve("/") : address;
    try (var fetcher = introduction.fetcher()) {
      return show(new Probe(fetcher, internal).ways(whole), out);
    } catch (Probe.Unreached failure) {
      out.println(failure.getMessage());
      out.println("Nothing was found out; no way to pull it was looked for.");
      out.flush();
      return FAILED;
    }
  }

  private int show(List<Way> ways, PrintWriter out) {
    var chosen = Way.best(ways);
    for (var way : ways) {
      switch (way) {
        case Way.Found found -> print(found, chosen.filter(found::equals).isPresent(), out);
        case Way.Missing(var kind, var reason) -> out.printf("no %s: %s%n%n", kind, reason);
      }
    }
    if (chosen.isEmpty()) {
      out.println("No way to pull it was found.");
      out.flush();
      return FAILED;
    }
    var best = chosen.get();
    out.printf("The best way is %s: %s.%n%n", best.kind(), because(best, ways));
    var written = settings == null ? 0 : write(best, settings, out);
    if (settings == null || written != 0) {
      out.println("For config/application.yaml, under courant:");
      out.println();
      out.print("  sources:\n" + item(best));
    }
    out.flush();
    return written;
  }

  private static String because(Way.Found best, List<Way> ways) {
    return ways.stream()
        .filter(
            way -> way instanceof Way.Found found && found.thin() != null && !best.equals(found))
        .map(way -> best.gives() + ", and " + ((Way.Found) way).thin())
        .findFirst()
        .orElse(best.gives());
  }

  private int write(Way.Found way, String settings, PrintWriter out) {
    // The usual file lies where Courant runs, another one where it is called from.
    var file = settings.equals(SETTINGS) ? Path.of(SETTINGS) : CalledFrom.path(settings);
    try {
      SettingsFile.add(file, name(way.address()), item(way));
      out.printf(
          "Added to %s as the source %s; `courant pull %2$s` pulls it, a running server once it is started anew.%n",
          file, name(way.address()));
      return 0;
    } catch (SettingsFile.NotWritten refusal) {
      out.printf("Not written: %s%n%n", refusal.getMessage());
      return FAILED;
    }
  }

  private static void print(Way.Found way, boolean best, PrintWriter out) {
    out.printf("%s: %s%s%n", way.kind(), way.address(), best ? "  (the best way)" : "");
    if (way.title() != null) {
      out.printf("  title  %s%n", way.title());
    }
    way.why().forEach(reason -> out.printf("  why    %s%n", reason));
    way.samples().forEach(item -> print(item, out));
    out.println();
  }

  private static void print(Item item, PrintWriter out) {
    out.printf("  -      %s%n", Objects.requireNonNullElse(item.title(), "(without a title)"));
    out.printf(
        "         %s, %s, %d characters of text%n",
        item.published() == null ? "undated" : item.published(),
        item.authors().isEmpty() ? "no author" : String.join(", ", item.authors()),
        item.html() == null ? 0 : org.jsoup.Jsoup.parse(item.html()).text().length());
    out.printf("         %s%n", Objects.requireNonNullElse(item.url(), "(without a link)"));
  }

  private String item(Way.Found way) {
    return """
            - name: %s
              kind: %s
              address: "%s"
        %s"""
        .formatted(
            name(way.address()),
            way.kind(),
            way.address().toString().replace("\\", "\\\\").replace("\"", "\\\""),
            internal ? "      internal: true\n" : "");
  }

  private static String name(URI address) {
    var host = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    var name = host.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return name.isEmpty() ? "site" : name;
  }
}
