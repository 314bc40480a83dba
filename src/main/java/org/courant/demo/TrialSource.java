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
/// @param address an http(s) address, or the absolute path of a folder
/// @param language BCP 47
record TrialSource(String given, String address, boolean feed, String title, String language) {
  private static final String ENGLISH = "en";

  /// Where Jekyll, Hugo and their like keep the title of the site, and how they write it.
  private static final List<String> SITE_FILES =
      List.of("_config.yml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "config.yml");

  private static final Pattern TITLE =
      Pattern.compile("(?m)^title\\s*[:=]\\s*[\"']?([^\"'\\r\\n]+?)[\"']?\\s*$");

  /// Names of folders that say what kind of thing they hold and not whose it is.
  private static final Set<String> KINDS =
      Set.of("_posts", "posts", "post", "content", "articles", "blog", "src", "markdown");

  /// @param given the address of a feed, or a folder of articles
  /// @throws StartFailure if it is neither
  static TrialSource of(String given) {
    if (given.matches("(?i)https?://.*")) {
      return feed(given);
    }
    Path folder = CalledFrom.path(given).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new StartFailure(
          "--source is \"%s\": give the http or https address of a feed, or a folder of articles."
              .formatted(given),
          null);
    }
    return new TrialSource(given, folder.toString(), false, title(folder), ENGLISH);
  }

  private static TrialSource feed(String given) {
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
    Optional<Document> document = read(address);
    String title =
        document.map(Document::title).filter(text -> !text.isBlank()).orElse(address.getHost());
    return new TrialSource(
        given, given, true, title, language(document.map(Document::language).orElse(null)));
  }

  /// Nothing where it cannot be had: the pull says why.
  private static Optional<Document> read(URI address) {
    var request = new FetchRequest(address, true);
    try (Fetcher fetcher = Fetcher.standalone()) {
      return fetcher.fetch(request) instanceof Fetched.Content content
          ? Optional.of(new FeedReader().read(content.body(), content.contentType(), address))
          : Optional.empty();
    } catch (UnreadableDocument _) {
      return Optional.empty();
    }
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
