package org.courant.source;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.courant.extract.Document;
import org.courant.extract.FeedReader;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Pulls a feed: asks whether it changed, reads it, hands on its items.
@Component
class FeedPull implements SourcePull {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final FeedReader reader = new FeedReader();
  private final Fetcher fetcher;
  private final Sources sources;
  private final ApplicationEventPublisher events;

  FeedPull(Fetcher fetcher, Sources sources, ApplicationEventPublisher events) {
    this.fetcher = fetcher;
    this.sources = sources;
    this.events = events;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.FEED;
  }

  @Override
  public PullEnd read(Pull pull) {
    return switch (fetch(pull.source(), pull.known())) {
      case Fetched.NotModified() -> new PullEnd.Unchanged();
      case Fetched.Content content -> {
        var end = read(content, pull);
        if (end instanceof PullEnd.Read && content.address().getHost() != null) {
          events.publishEvent(new FeedFetched(pull.source(), content));
        }
        yield end;
      }
      case Fetched.Gone(var reason) -> new PullEnd.Gone(reason);
      case Fetched.Refused(var reason) -> new PullEnd.Failed(reason, Optional.empty());
      case Fetched.Unreachable(var reason, var pause, _) -> new PullEnd.Failed(reason, pause);
    };
  }

  private Fetched fetch(DeclaredSource source, Sources.Source known) {
    if (source.address().matches("(?i)https?://.*")) {
      return fetcher.fetch(
          new FetchRequest(
              URI.create(source.address()),
              source.internal(),
              known.firstReadAt() == null ? Validators.NONE : known.validators(),
              DataSize.ofMegabytes(20),
              TIMEOUT));
    }
    var file = Path.of(source.address().replaceFirst("(?i)^file:(//)?(?=/)", ""));
    try {
      return new Fetched.Content(Files.readAllBytes(file), null, Validators.NONE, file.toUri());
    } catch (IOException _) {
      return new Fetched.Unreachable(file + " is no file that can be read", Optional.empty());
    }
  }

  /// Reads a document that was fetched, or that a hub delivered.
  PullEnd read(Fetched.Content content, Pull pull) {
    var source = pull.source().name();
    var hash = hash(content.body());
    if (pull.known().firstReadAt() != null && hash.equals(pull.known().bodyHash())) {
      sources.remember(source, content.validators(), hash);
      return new PullEnd.Unchanged();
    }
    try {
      var document = reader.read(content.body(), content.contentType(), content.address());
      document.warnings().forEach(pull::warn);
      var whole = record(document, content.address(), pull);
      if (whole) {
        sources.remember(source, content.validators(), hash);
      }
      return new PullEnd.Read(whole, document.interval());
    } catch (UnreadableDocument fault) {
      return new PullEnd.Failed(String.valueOf(fault.getMessage()), Optional.empty());
    }
  }

  /// False when an item may fare better the next time, so that the feed must be read again even if
  /// unchanged.
  private static boolean record(Document document, URI base, Pull pull) {
    var links = sharedLinks(document);
    var seen = new HashSet<String>();
    var whole = document.whole();
    for (var item : document.items()) {
      if (seen.add(name(item))) {
        whole &= pull.record(new FoundItem(item, item.id(), links.contains(item.url()), base));
      } else {
        var same = item.id() == null ? "title, link and date" : "id `" + item.id() + "`";
        pull.refused(
            "%s has the %s of an earlier item: the first one counts".formatted(item.place(), same));
      }
    }
    return whole;
  }

  /// By what an item differs from the others of its document.
  private static String name(Item item) {
    return item.id() == null
        ? item.title() + "\n" + item.url() + "\n" + item.published()
        : item.id();
  }

  /// A link that several items have is the address of a list and not of an article.
  private static Set<String> sharedLinks(Document document) {
    var names = new HashSet<String>();
    var links = new HashSet<String>();
    return document.items().stream()
        .filter(item -> item.url() != null && names.add(name(item)) && !links.add(item.url()))
        .map(Item::url)
        .collect(Collectors.toSet());
  }

  private static String hash(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
