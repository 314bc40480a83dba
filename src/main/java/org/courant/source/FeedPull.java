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
import org.courant.fetch.ResponseHead;
import org.courant.fetch.Validators;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Pulls a feed: asks whether it changed, reads it, hands on its items.
@Component
class FeedPull implements SourcePull {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration DOUBT = Duration.ofDays(7);

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
    var validators = validators(pull);
    return switch (fetch(pull, validators)) {
      case Fetched.NotModified(var head) -> unmodified(validators, head, pull);
      case Fetched.Content content -> {
        var end = read(content, pull);
        if (end instanceof PullEnd.Read && content.address().getHost() != null) {
          events.publishEvent(new PushedFeeds.Fetch(pull.source(), content));
        }
        yield end;
      }
      case Fetched.Gone(var reason) -> new PullEnd.Gone(reason);
      case Fetched.Refused(var reason, _) -> new PullEnd.Failed(reason);
      case Fetched.Unreachable answer -> PullEnd.Failed.of(answer);
    };
  }

  /// A server that says for days that nothing changed may say so whatever happens: then it is asked
  /// without conditions.
  private static Validators validators(Pull pull) {
    var known = pull.known();
    var since = known.unmodifiedSince();
    return known.firstReadAt() == null || (since != null && !since.plus(DOUBT).isAfter(pull.now()))
        ? Validators.NONE
        : known.validators();
  }

  private PullEnd unmodified(Validators asked, ResponseHead head, Pull pull) {
    if (asked.equals(Validators.NONE)) {
      return new PullEnd.Failed(
          pull.address() + " answers 304 (not modified), although the whole was asked for");
    }
    sources.unmodified(pull.source().name(), pull.now());
    return new PullEnd.Unchanged(hints(Optional.empty(), head));
  }

  private static Hints hints(Optional<Duration> asked, ResponseHead head) {
    return new Hints(asked, head.freshFor(), head.movedTo());
  }

  private Fetched fetch(Pull pull, Validators validators) {
    if (pull.source().isRemote()) {
      return fetcher.fetch(
          new FetchRequest(
              URI.create(pull.address()),
              pull.source().internal(),
              validators,
              DataSize.ofMegabytes(20),
              TIMEOUT));
    }
    var file = Path.of(pull.address().replaceFirst("(?i)^file:(//)?(?=/)", ""));
    try {
      return new Fetched.Content(Files.readAllBytes(file), null, Validators.NONE, file.toUri());
    } catch (IOException _) {
      return new Fetched.Refused(file + " is no file that can be read");
    }
  }

  /// Reads a document that was fetched, or that a hub delivered.
  PullEnd read(Fetched.Content content, Pull pull) {
    var source = pull.source().name();
    var hash = hash(content.body());
    if (pull.known().firstReadAt() != null && hash.equals(pull.known().bodyHash())) {
      sources.remember(source, content.validators(), hash);
      return new PullEnd.Unchanged(hints(Optional.empty(), content.head()));
    }
    try {
      var document = reader.read(content.body(), content.contentType(), content.address());
      document.warnings().forEach(pull::warn);
      var whole = record(document, content.address(), pull);
      if (whole) {
        sources.remember(source, content.validators(), hash);
      }
      return new PullEnd.Read(whole, hints(document.interval(), content.head()));
    } catch (UnreadableDocument fault) {
      return new PullEnd.Failed(String.valueOf(fault.getMessage()));
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
