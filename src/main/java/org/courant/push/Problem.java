package org.courant.push;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Why a request, or one article of it, was not taken (RFC 9457).
///
/// @param headers beside the body
record Problem(HttpStatus status, String detail, List<Fault> errors, Map<String, String> headers) {

  Problem(HttpStatus status, String detail) {
    this(status, detail, List.of(), Map.of());
  }

  ObjectNode json(JsonMapper mapper) {
    var body = mapper.createObjectNode();
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", detail);
    if (!errors.isEmpty()) {
      var list = body.putArray("errors");
      for (var error : errors) {
        list.addObject().put("detail", error.detail()).put("pointer", error.pointer());
      }
    }
    return body;
  }

  ResponseEntity<String> response(JsonMapper mapper) {
    var response = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.forEach(response::header);
    return response.body(json(mapper) + "\n");
  }
}
