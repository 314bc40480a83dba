package org.courant.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.fetch.FetchRequest;
import org.courant.fetch.Fetched;
import org.courant.fetch.Fetcher;
import org.courant.fetch.Validators;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for one address of the API and reads the JSON of its answer.
final class RestClient {
  /// Of one answer. Fifty posts with all that is embedded have two megabytes or three; what is read
  /// takes some ten times as much memory for a moment.
  static final DataSize LARGEST = DataSize.ofMegabytes(8);

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Fetcher fetcher;
  private final boolean internal;

  RestClient(Fetcher fetcher, boolean internal) {
    this.fetcher = fetcher;
    this.internal = internal;
  }

  /// @param pages how many pages the server says there are, if it does
  record Answer(JsonNode json, Optional<Integer> pages) {
    static final Answer NONE = new Answer(MAPPER.createArrayNode(), Optional.of(0));
  }

  Fetched.Content fetch(URI address) throws WordPressUnavailable {
    var request = new FetchRequest(address, internal, Validators.NONE, LARGEST, TIMEOUT);
    return switch (fetcher.fetch(request)) {
      case Fetched.Content content -> content;
      case Fetched.NotModified _ -> throw new WordPressUnavailable(address + " is not modified");
      case Fetched.Gone(var reason) -> throw new WordPressUnavailable(reason, 410);
      case Fetched.Refused(var reason, var tooLarge) ->
          throw new WordPressUnavailable(reason, tooLarge);
      case Fetched.Unreachable answer -> throw new WordPressUnavailable(answer);
    };
  }

  Answer get(URI address) throws WordPressUnavailable {
    var content = fetch(address);
    return new Answer(
        json(content)
            .orElseThrow(() -> new WordPressUnavailable(address + " answers with no JSON")),
        content.header("X-WP-TotalPages").stream()
            .filter(text -> text.strip().matches("\\d{1,7}"))
            .map(text -> Integer.parseInt(text.strip()))
            .findFirst());
  }

  /// Some plugins print a warning or a byte order mark before the JSON.
  static Optional<JsonNode> json(Fetched.Content content) {
    try {
      var tree = MAPPER.readTree(content.body());
      if (tree.isObject() || tree.isArray()) {
        return Optional.of(tree);
      }
    } catch (JacksonException _) {
      // Looked for below.
    }
    var text = new String(content.body(), UTF_8);
    return Stream.of(0, text.indexOf("{\""), text.indexOf("[{\""))
        .filter(start -> start >= 0)
        .flatMap(start -> tree(text.substring(start)).stream())
        .findFirst();
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      return Optional.of(MAPPER.readTree(text)).filter(tree -> tree.isObject() || tree.isArray());
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
