package org.courant.hub;

import static org.springframework.http.HttpStatus.ACCEPTED;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.METHOD_NOT_ALLOWED;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.courant.publication.Publication;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where subscribers ask (WebSub, section 5.1). The answer never waits for their callback.
@Controller
class HubController {
  /// In bytes: more than the longest callback, topic and secret take.
  private static final int LARGEST = 20_000;

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final Intake intake;
  private final Publication publication;
  private final Clock clock;

  HubController(Intake intake, Publication publication, Clock clock) {
    this.intake = intake;
    this.publication = publication;
    this.clock = clock;
  }

  /// Only the body counts; the servlet's own parameters would be those of the query too.
  @PostMapping(path = "/hub", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<String> request(InputStream body) throws IOException {
    var form = body.readNBytes(LARGEST + 1);
    if (form.length > LARGEST) {
      return answer(CONTENT_TOO_LARGE, "the request has more than " + LARGEST + " bytes");
    }
    HubRequest request;
    try {
      request = HubRequest.parse(HubForm.read(form), publication);
    } catch (IllegalArgumentException fault) {
      return answer(BAD_REQUEST, String.valueOf(fault.getMessage()));
    }
    return switch (intake.take(request, clock.instant())) {
      case ACCEPTED -> answer(ACCEPTED, "accepted; the callback is asked in a moment");
      case FOREIGN_TOPIC ->
          answer(NOT_FOUND, "hub.topic is not the address of a feed document of this site");
      case TOO_MANY_REQUESTS -> later(TOO_MANY_REQUESTS, 60, "too many requests; try in a minute");
      case FULL ->
          later(SERVICE_UNAVAILABLE, 86_400, "this hub has as many subscriptions as it takes");
    };
  }

  @PostMapping("/hub")
  ResponseEntity<String> noForm() {
    return answer(UNSUPPORTED_MEDIA_TYPE, "a request is application/x-www-form-urlencoded");
  }

  @RequestMapping("/hub")
  ResponseEntity<String> onlyPost() {
    return ResponseEntity.status(METHOD_NOT_ALLOWED)
        .header(HttpHeaders.ALLOW, "POST")
        .contentType(TEXT)
        .body("a WebSub hub; requests are made by POST\n");
  }

  private static ResponseEntity<String> answer(HttpStatus status, String text) {
    return ResponseEntity.status(status).contentType(TEXT).body(text + "\n");
  }

  private static ResponseEntity<String> later(HttpStatus status, int seconds, String text) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
        .contentType(TEXT)
        .body(text + "\n");
  }
}
