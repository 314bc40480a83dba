package org.courant.discover;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.courant.articlefile.ArticleFileReader;
import org.courant.command.CalledFrom;
import org.courant.command.Console;
import org.courant.extract.Document;
import org.courant.extract.FeedReader;
import org.courant.extract.UnreadableDocument;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what a feed, an article's file or a web page says, before anything is cleaned or kept.
@Command(
    name = "read",
    description =
        "Reads feeds, articles' files and web pages and prints what they hold; nothing is kept.")
class SourceReadCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|URL", description = "What to read.")
  private List<String> places = List.of();

  @Option(names = "--json", description = "One JSON object a line for each.")
  private boolean json;

  @Option(names = "--internal", description = "Private and loopback addresses may be fetched.")
  private boolean internal;

  @Mixin private Introduction introduction = new Introduction();

  private final FeedReader feeds = new FeedReader();
  private final ArticleFileReader files = new ArticleFileReader();

  @Override
  public Integer call() {
    var out = Console.of(spec);
    var failed = false;
    for (var place : places) {
      failed |= !show(place, out);
      out.flush();
    }
    return failed ? 1 : 0;
  }

  private boolean show(String place, PrintWriter out) {
    try {
      var document = document(place);
      if (json) {
        out.println(DocumentJson.of(place, document));
      } else {
        summarise(place, document, out);
      }
      return true;
    } catch (UnreadableDocument | IOException | RuntimeException | StackOverflowError fault) {
      var reason =
          fault instanceof UnreadableDocument
              ? fault.getMessage()
              : place + " cannot be read: " + fault;
      out.println(json ? DocumentJson.error(place, reason) : reason);
      return false;
    }
  }

  private Document document(String place) throws UnreadableDocument, IOException {
    if (place.matches("(?i)https?://.*")) {
      return fetched(address(place));
    }
    var path = CalledFrom.path(place);
    if (!Files.isRegularFile(path)) {
      throw new UnreadableDocument(place + " is no file");
    }
    var bytes = Files.readAllBytes(path);
    var page = place.toLowerCase(Locale.ROOT).matches(".*\\.x?html?");
    if (page && WebPage.isOne(bytes, null)) {
      return WebPage.read(bytes, null, path.toUri(), false);
    }
    if (page || place.toLowerCase(Locale.ROOT).matches(".*\\.(md|markdown)")) {
      var file = files.read(path.getFileName().toString(), bytes);
      return new Document(
          null,
          file.item().title(),
          null,
          null,
          null,
          null,
          List.of(file.item()),
          file.warnings(),
          Optional.empty());
    }
    return feeds.read(bytes, null, path.toUri());
  }

  private static URI address(String place) throws UnreadableDocument {
    try {
      return new URI(place);
    } catch (URISyntaxException fault) {
      throw new UnreadableDocument(place + " is no address: " + fault.getReason(), fault);
    }
  }

  private Document fetched(URI address) throws UnreadableDocument {
    try (var fetcher = introduction.fetcher()) {
      return switch (fetcher.fetch(new FetchRequest(address, internal))) {
        case Fetched.Content content -> read(content);
        case Fetched.NotModified _ -> throw new UnreadableDocument(address + " is not modified");
        case Fetched.Gone(var reason) -> throw new UnreadableDocument(reason);
        case Fetched.Refused(var reason, _) -> throw new UnreadableDocument(reason);
        case Fetched.Unreachable(var reason, _, _) -> throw new UnreadableDocument(reason);
      };
    }
  }

  /// Feeds are sent as web pages more often than web pages as feeds.
  private Document read(Fetched.Content content) throws UnreadableDocument {
    try {
      return feeds.read(content.body(), content.contentType(), content.address());
    } catch (UnreadableDocument fault) {
      if (WebPage.isOne(content.body(), content.contentType())) {
        return WebPage.read(content.body(), content.contentType(), content.address(), true);
      }
      throw fault;
    }
  }

  private static void summarise(String place, Document document, PrintWriter out) {
    out.printf("%s: %s, %d items%n", place, document.title(), document.items().size());
    document.items().stream()
        .limit(10)
        .forEach(item -> out.printf("  %-20s  %s%n", item.published(), item.title()));
    document.warnings().forEach(warning -> out.printf("  ! %s%n", warning));
  }
}
