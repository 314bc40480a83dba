package org.courant.push;

import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.publication.Secret;
import org.courant.source.PushedArticles;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Who may push (RFC 6750, with the token in the header and nowhere else).
@Component
class PushAccess {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([A-Za-z0-9._~+/-]+=*)", Pattern.CASE_INSENSITIVE);
  private static final String CHALLENGE = "Bearer realm=\"articles\"";

  private final PushedArticles articles;
  private final PushLimits limits;

  PushAccess(PushedArticles articles, PushLimits limits) {
    this.articles = articles;
    this.limits = limits;
  }

  sealed interface Verdict {
    /// @param source its name
    record Granted(String source) implements Verdict {}

    record Denied(Problem problem) implements Verdict {}
  }

  /// A right token is taken wherever it comes from: behind a proxy all the world may be one
  /// address, and whoever calls with wrong tokens must not shut the publisher's system out. Tokens
  /// are too long to be guessed.
  Verdict check(HttpServletRequest request) {
    var token = token(request);
    if (token.isEmpty()) {
      return denied("This needs the header `Authorization: Bearer …` with a token.", "");
    }
    var source = articles.source(token.get());
    if (source.isEmpty()) {
      return limits
          .wrongToken(request.getRemoteAddr())
          .map(pause -> later("Too many wrong tokens came from this address", pause))
          .orElseGet(() -> denied("This token is not known.", ", error=\"invalid_token\""));
    }
    return limits
        .request(source.get())
        .map(pause -> later("Too many requests came with this token", pause))
        .orElseGet(() -> new Verdict.Granted(source.get()));
  }

  private static Optional<Secret> token(HttpServletRequest request) {
    var given = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
    if (given.size() != 1) {
      return Optional.empty();
    }
    var bearer = BEARER.matcher(given.getFirst().strip());
    return bearer.matches() ? Optional.of(new Secret(bearer.group(1))) : Optional.empty();
  }

  private static Verdict denied(String detail, String error) {
    return new Verdict.Denied(
        new Problem(
            UNAUTHORIZED,
            detail,
            List.of(),
            Map.of(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + error)));
  }

  private static Verdict later(String fault, Duration pause) {
    long seconds = Math.max(1, pause.toSeconds() + 1);
    return new Verdict.Denied(
        new Problem(
            TOO_MANY_REQUESTS,
            "%s; try again in %d s.".formatted(fault, seconds),
            List.of(),
            Map.of(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))));
  }
}
