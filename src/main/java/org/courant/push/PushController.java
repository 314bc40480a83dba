package org.courant.push;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.METHOD_NOT_ALLOWED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.courant.extract.JsonFaults;
import org.courant.publication.Publication;
import org.courant.push.PushAccess.Verdict;
import org.courant.source.PushedArticles;
import org.courant.source.PushedArticles.Act;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes what a publisher's system hands in. The token is looked at before anything else, so that a
/// stranger learns nothing and costs nothing.
@RestController
class PushController {
  private static final Logger LOG = LoggerFactory.getLogger(PushController.class);

  /// In bytes: as large as an article's file may be.
  private static final int LARGEST = 5 * 1024 * 1024;

  private static final int MOST = 100;

  private final PushAccess access;
  private final PushedArticles articles;
  private final Publication publication;
  private final Clock clock;
  private final JsonMapper mapper =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  PushController(PushAccess access, PushedArticles articles, Publication publication, Clock clock) {
    this.access = access;
    this.articles = articles;
    this.publication = publication;
    this.clock = clock;
  }

  @PostMapping("/api/v1/articles")
  ResponseEntity<String> take(HttpServletRequest request) {
    return answer(request, source -> take(source, request));
  }

  @DeleteMapping("/api/v1/articles/{id}")
  ResponseEntity<String> withdraw(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String reason,
      HttpServletRequest request) {
    return answer(
        request,
        source -> {
          if (reason != null && reason.length() > 2000) {
            throw refused(UNPROCESSABLE_CONTENT, "reason has more than 2,000 characters.");
          }
          var entry =
              PushedEntry.withdrawal(id, reason == null || reason.isBlank() ? null : reason);
          return one(source, entry);
        });
  }

  @RequestMapping("/api/v1/articles")
  ResponseEntity<String> onlyPost() {
    return wrongMethod("POST", "Articles are handed in by POST; they are not read or listed here.");
  }

  @RequestMapping("/api/v1/articles/{id}")
  ResponseEntity<String> onlyDelete() {
    return wrongMethod(
        "DELETE", "DELETE withdraws an article; POST /api/v1/articles creates and updates it.");
  }

  private ResponseEntity<String> wrongMethod(String allowed, String detail) {
    var headers = Map.of(HttpHeaders.ALLOW, allowed);
    return new Problem(METHOD_NOT_ALLOWED, detail, List.of(), headers).response(mapper);
  }

  private interface Work {
    ResponseEntity<String> of(String source) throws IOException;
  }

  /// The request is not taken, as a whole.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refusal(Problem problem) {
      super(problem.detail());
      this.problem = problem;
    }
  }

  private static Refusal refused(HttpStatus status, String detail) {
    return new Refusal(new Problem(status, detail));
  }

  private ResponseEntity<String> answer(HttpServletRequest request, Work work) {
    return switch (access.check(request)) {
      case Verdict.Denied(var problem) -> problem.response(mapper);
      case Verdict.Granted(var source) -> {
        try {
          yield work.of(source);
        } catch (Refusal refusal) {
          record(source, refusal.problem.detail());
          yield refusal.problem.response(mapper);
        } catch (IOException | RuntimeException fault) {
          LOG.error("source {}: a request could not be taken", source, fault);
          yield new Problem(
                  HttpStatus.INTERNAL_SERVER_ERROR,
                  "The server failed; the same request may be sent again.")
              .response(mapper);
        }
      }
    };
  }

  private void record(String source, String problem) {
    articles.take(source, List.of(new Act.Nothing(problem)), clock.instant());
  }

  private ResponseEntity<String> take(String source, HttpServletRequest request)
      throws IOException {
    var body = parsed(body(request));
    return body.isArray()
        ? many(source, body)
        : one(source, PushedEntry.read(body, "#", publication.baseUrl(), clock.instant()));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    if (!json(request.getContentType())) {
      throw refused(UNSUPPORTED_MEDIA_TYPE, "The body is not application/json.");
    }
    var body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw refused(CONTENT_TOO_LARGE, "The body has more than 5 MB; send fewer articles at once.");
    }
    return body;
  }

  private static boolean json(@Nullable String type) {
    try {
      return type != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(type));
    } catch (InvalidMediaTypeException _) {
      return false;
    }
  }

  private JsonNode parsed(byte[] body) {
    if (body.length == 0) {
      throw refused(BAD_REQUEST, "The body is empty.");
    }
    try {
      return mapper.readTree(body);
    } catch (JacksonException fault) {
      throw refused(BAD_REQUEST, "The body is no JSON: " + JsonFaults.sentence(fault) + ".");
    }
  }

  private ResponseEntity<String> one(String source, PushedEntry entry) {
    var result = articles.take(source, List.of(entry.act()), clock.instant()).getFirst();
    return PushAnswer.of(entry, result).response(mapper);
  }

  /// Each article has its own answer; 207 says that not all were taken.
  private ResponseEntity<String> many(String source, JsonNode body) {
    if (body.isEmpty() || body.size() > MOST) {
      throw refused(
          UNPROCESSABLE_CONTENT,
          "The list has %d articles; send 1 to %d at once.".formatted(body.size(), MOST));
    }
    Instant now = clock.instant();
    var entries = new ArrayList<PushedEntry>();
    for (int i = 0; i < body.size(); i++) {
      entries.add(PushedEntry.read(body.get(i), "#/" + i, publication.baseUrl(), now));
    }
    var results = articles.take(source, entries.stream().map(PushedEntry::act).toList(), now);
    var answers = mapper.createArrayNode();
    boolean all = true;
    for (int i = 0; i < entries.size(); i++) {
      var answer = PushAnswer.of(entries.get(i), results.get(i));
      answers.add(answer.json(mapper));
      all &= answer.taken();
    }
    return ResponseEntity.status(all ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
        .contentType(MediaType.APPLICATION_JSON)
        .body(answers + "\n");
  }
}
