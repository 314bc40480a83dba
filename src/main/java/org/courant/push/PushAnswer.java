package org.courant.push;

import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.courant.article.Ledger;
import org.courant.source.PushedArticles.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What one article's publisher is told.
sealed interface PushAnswer {

  HttpStatus status();

  ObjectNode json(JsonMapper mapper);

  ResponseEntity<String> response(JsonMapper mapper);

  default boolean taken() {
    return status().is2xxSuccessful();
  }

  static PushAnswer of(PushedEntry entry, Result result) {
    return switch (result) {
      case Result.Done done -> new Taken(String.valueOf(entry.id()), done, warnings(entry, done));
      case Result.Refused(var fault) ->
          new Not(
              entry.id(),
              entry.faults().isEmpty()
                  ? new Problem(UNPROCESSABLE_CONTENT, "The article " + fault + ".")
                  : faults(entry.faults()));
      case Result.Unknown() ->
          new Not(
              entry.id(),
              new Problem(NOT_FOUND, "No article of this id is known; nothing is withdrawn."));
      case Result.Failed() ->
          new Not(
              entry.id(),
              new Problem(
                  INTERNAL_SERVER_ERROR, "The article could not be recorded; send it again."));
    };
  }

  private static Problem faults(List<Fault> faults) {
    var count = faults.size() == 1 ? "One field is" : faults.size() + " fields are";
    return new Problem(
        UNPROCESSABLE_CONTENT, count + " wrong; the article is not taken.", faults, Map.of());
  }

  private static List<String> warnings(PushedEntry entry, Result.Done done) {
    var warnings = new ArrayList<>(entry.warnings());
    warnings.addAll(done.warnings());
    if (done.withheld()) {
      warnings.add("was withdrawn by an admin: it stays out of sight until an admin restores it");
    }
    return warnings;
  }

  record Taken(String id, Result.Done done, List<String> warnings) implements PushAnswer {
    @Override
    public HttpStatus status() {
      return done.outcome() == Ledger.Outcome.NEW ? HttpStatus.CREATED : HttpStatus.OK;
    }

    private String outcome() {
      return switch (done.outcome()) {
        case NEW -> "created";
        case CHANGED -> "updated";
        case UNCHANGED -> "unchanged";
        case WITHDRAWN -> "withdrawn";
      };
    }

    @Override
    public ObjectNode json(JsonMapper mapper) {
      var body =
          mapper
              .createObjectNode()
              .put("status", status().value())
              .put("id", id)
              .put("uri", done.uri())
              .put("outcome", outcome());
      if (!warnings.isEmpty()) {
        var list = body.putArray("warnings");
        warnings.forEach(warning -> list.add("The article " + warning + "."));
      }
      return body;
    }

    @Override
    public ResponseEntity<String> response(JsonMapper mapper) {
      return ResponseEntity.status(status())
          .contentType(MediaType.APPLICATION_JSON)
          .body(json(mapper) + "\n");
    }
  }

  record Not(@Nullable String id, Problem problem) implements PushAnswer {
    @Override
    public HttpStatus status() {
      return problem.status();
    }

    @Override
    public ObjectNode json(JsonMapper mapper) {
      var body = problem.json(mapper);
      return id == null ? body : body.put("id", Objects.requireNonNull(id));
    }

    @Override
    public ResponseEntity<String> response(JsonMapper mapper) {
      return problem.response(mapper);
    }
  }
}
