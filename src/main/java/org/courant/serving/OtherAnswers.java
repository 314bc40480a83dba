package org.courant.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.courant.publication.Publication;
import org.springframework.stereotype.Component;

/// Answers that hold no document: feeds that are gone or have another name, and what may be asked.
@Component
class OtherAnswers {
  private static final Pattern ARCHIVE =
      Pattern.compile("/feeds/[^/]+/archive/[1-9][0-9]*\\.[a-z]+");
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String FOR_NOW = "public, max-age=300";

  private final Documents documents;
  private final Tally tally;
  private final Publication publication;

  OtherAnswers(Documents documents, Tally tally, Publication publication) {
    this.documents = documents;
    this.tally = tally;
    this.publication = publication;
  }

  /// Says what became of a feed that once was, and what may be asked of an archive; false where
  /// there is more to say.
  boolean answer(HttpServletRequest request, HttpServletResponse response, long begin)
      throws IOException {
    return ARCHIVE.matcher(request.getRequestURI()).matches()
        ? answerForArchive(request, response)
        : answerForAbsent(request, response, begin);
  }

  /// Whoever walks back through the archives may do so from another site's script, whatever an
  /// archive's address answers: bytes, the one in its place, or that it is gone.
  private static boolean answerForArchive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "GET", "HEAD" -> {
        shareWithOtherOrigins(response);
        return false;
      }
      case "OPTIONS" -> tellMethods(request, response);
      default -> refuse(response);
    }
    return true;
  }

  private boolean answerForAbsent(
      HttpServletRequest request, HttpServletResponse response, long begin) throws IOException {
    var place = Documents.place(request.getRequestURI()).orElse(null);
    var absence = place == null ? null : documents.absence(place).orElse(null);
    if (place == null || absence == null) {
      return false;
    }
    shareWithOtherOrigins(response);
    // Both may be kept for ever where nothing else is said (RFC 9110, section 15.1), but a feed may
    // come back.
    response.setHeader("Cache-Control", FOR_NOW);
    switch (absence) {
      case Documents.Absence.Removed() ->
          say(
              response,
              HttpServletResponse.SC_GONE,
              "The feed “%s” is no longer published. All feeds there are: %s"
                  .formatted(place.slug(), publication.url("/feeds")));
      case Documents.Absence.Renamed(var slug) -> {
        var address = publication.url(new Documents.Place(slug, place.format()).path()).toString();
        response.setHeader("Location", address);
        say(response, 308, "This feed is now at " + address);
      }
    }
    tally.count(
        place.format(), request.getMethod(), response.getStatus(), System.nanoTime() - begin);
    return true;
  }

  static void tellMethods(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Allow", METHODS);
    shareWithOtherOrigins(response);
    if (request.getHeader("Access-Control-Request-Method") != null) {
      response.setHeader("Access-Control-Allow-Methods", METHODS);
      response.setHeader("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, A-IM");
      response.setHeader("Access-Control-Max-Age", "86400");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  static void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("Allow", METHODS);
    say(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "A feed can only be read.");
  }

  static void shareWithOtherOrigins(HttpServletResponse response) {
    response.addHeader("Access-Control-Allow-Origin", "*");
    response.addHeader(
        "Access-Control-Expose-Headers", "ETag, Last-Modified, Link, IM, Delta-Base");
  }

  private static void say(HttpServletResponse response, int status, String sentence)
      throws IOException {
    var bytes = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("text/plain;charset=utf-8");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
