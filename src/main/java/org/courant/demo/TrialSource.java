package org.courant.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.courant.command.CalledFrom;
import org.courant.command.StartFailure;
import org.courant.discover.Probe;
import org.courant.discover.Way;
import org.courant.extract.Document;
import org.courant.extract.FeedReader;
import org.courant.extract.UnreadableDocument;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.jspecify.annotations.Nullable;

/// What a newcomer gave to try, and how it calls itself.
///
/// @param given what the newcomer wrote
/// @param kind as in the settings: folder, feed, wordpress or site
/// @param address an http(s) address, or the absolute path of a folder
/// @param language BCP 47
record TrialSource(String given, String kind, String address, String title, String language) {
  private static final String ENGLISH = "en";
  private static final String FEED = "feed";

  /// Where Jekyll, Hugo and their like keep the title of the site, and how they write it.
  private static final List<String> SITE_FILES =
      List.of("_config.yml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "config.yml");

  private static final Pattern TITLE =
      Pattern.compile("(?m)^title\\s*[:=]\\s*[\"']?([^\"'\\r\\n]+?)[\"']?\\s*$");

  /// Names of folders that say what kind of thing they hold and not whose it is.
  private static final Set<String> KINDS =
      Set.of("_posts", "posts", "post", "content", "articles", "blog", "src", "markdown");

  /// @param given the address of a site or of its feed, or a folder of articles
  /// @throws StartFailure if it is neither
  static TrialSource of(String given) {
    if (given.matches("(?i)https?://.*")) {
      return web(given);
    }
    Path folder = CalledFrom.path(given).toAbsolutePath().normalize();
    if (given.isBlank() || !Files.isDirectory(folder)) {
      throw new StartFailure(
          "--source is \"%s\": give the http or https address of a site or a feed, or a folder of articles."
              .formatted(given),
          null);
    }
    return new TrialSource(given, "folder", folder.toString(), title(folder), ENGLISH);
  }

  /// What is pulled where that is not what was given, in one sentence.
  Optional<String> found() {
    return kind.equals("folder") || (kind.equals(FEED) && address.equals(given))
        ? Optional.empty()
        : Optional.of("%s is no feed; what is tried is the %s %s".formatted(given, kind, address));
  }

  private static TrialSource web(String given) {
    URI address;
    try {
      address = URI.create(given);
    } catch (IllegalArgumentException e) {
      throw new StartFailure(
          "--source is \"%s\", which is no address: %s.".formatted(given, e.getMessage()), e);
    }
    if (address.getHost() == null) {
      throw new StartFailure("--source is \"%s\": its host is missing.".formatted(given), null);
    }
    try (Fetcher fetcher = Fetcher.standalone()) {
      return feed(given, address, fetcher)
          .or(() -> ofSite(given, address, fetcher))
          // The pull says what is wrong with it.
          .orElseGet(() -> new TrialSource(given, FEED, given, address.getHost(), ENGLISH));
    }
  }

  private static Optional<TrialSource> feed(String given, URI address, Fetcher fetcher) {
    return fetcher.fetch(new FetchRequest(address, true)) instanceof Fetched.Content content
        ? read(content, address)
            .map(
                document ->
                    new TrialSource(
                        given,
                        FEED,
                        address.toString(),
                        title(document.title(), address),
                        language(document.language())))
        : Optional.empty();
  }

  private static Optional<Document> read(Fetched.Content content, URI address) {
    try {
      return Optional.of(new FeedReader().read(content.body(), content.contentType(), address));
    } catch (UnreadableDocument _) {
      return Optional.empty();
    }
  }

  /// By the site's feed where that says enough, since it tells the newest articles at once and a
  /// first try needs no more.
  private static Optional<TrialSource> ofSite(String given, URI page, Fetcher fetcher) {
    List<Way> ways;
    try {
      ways = new Probe(fetcher, true).ways(page.getRawPath().isEmpty() ? page.resolve("/") : page);
    } catch (Probe.Unreached _) {
      return Optional.empty();
    }
    var fine =
        ways.stream()
            .filter(
                way ->
                    way instanceof Way.Found feed
                        && feed.kind().equals(FEED)
                        && feed.thin() == null)
            .toList();
    return Way.best(fine.isEmpty() ? ways : fine)
        .map(
            way ->
                feed(given, way.address(), fetcher)
                    .orElseGet(
                        () ->
                            new TrialSource(
                                given,
                                way.kind(),
                                way.address().toString(),
                                title(way.title(), way.address()),
                                ENGLISH)));
  }

  private static String title(@Nullable String told, URI address) {
    return told == null || told.isBlank() ? address.getHost() : told;
  }

  private static String language(@Nullable String declared) {
    try {
      String tag =
          declared == null
              ? ENGLISH
              : new Locale.Builder().setLanguageTag(declared).build().toLanguageTag();
      return tag.equals("und") ? ENGLISH : tag;
    } catch (IllformedLocaleException _) {
      return ENGLISH;
    }
  }

  private static String title(Path folder) {
    Path named = folder;
    while (named.getParent() != null && KINDS.contains(name(named))) {
      named = named.getParent();
    }
    String spoken = name(named).replaceAll("[-_]+", " ").strip();
    return Stream.of(folder, folder.resolve(".."), folder.resolve("../.."))
        .flatMap(place -> SITE_FILES.stream().map(place::resolve))
        .map(TrialSource::declared)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(spoken.isEmpty() ? "My site" : capitalised(spoken));
  }

  private static String name(Path folder) {
    return folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static Optional<String> declared(Path file) {
    try {
      Matcher title = TITLE.matcher(Files.isRegularFile(file) ? Files.readString(file) : "");
      return title.find() ? Optional.of(title.group(1).strip()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
