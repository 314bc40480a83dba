package org.courant.fetch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// What one answer on the way of a fetch leads to.
sealed interface Step {
  Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /// To another address.
  record Redirect(Hop target) implements Step {}

  /// To the fetch's end.
  record Final(Fetched fetched) implements Step {}

  static Step of(FetchRequest request, Hop hop, ClassicHttpResponse response, Instant now)
      throws IOException {
    var address = hop.address();
    var status = response.getCode();
    if (REDIRECTS.contains(status)) {
      return redirect(hop, response);
    }
    return new Final(
        switch (status) {
          case 200 -> content(request, hop, response);
          case 304 -> new Fetched.NotModified(head(response, hop));
          case 410 -> new Fetched.Gone(address + " answers 410: it is gone for good");
          default ->
              new Fetched.Unreachable(
                  "%s answers %d %s".formatted(address, status, response.getReasonPhrase()).strip(),
                  RetryAfter.of(header(response, HttpHeaders.RETRY_AFTER), now),
                  status);
        });
  }

  private static Fetched content(FetchRequest request, Hop hop, ClassicHttpResponse response)
      throws IOException {
    try {
      return new Fetched.Content(
          Bodies.read(response, request.maximum().toBytes()),
          header(response, HttpHeaders.CONTENT_TYPE),
          new Validators(
              header(response, HttpHeaders.ETAG), header(response, HttpHeaders.LAST_MODIFIED)),
          hop.address(),
          head(response, hop));
    } catch (Bodies.LimitExceeded limit) {
      return new Fetched.Refused(hop.address() + " " + limit.getMessage(), limit.tooLarge());
    }
  }

  private static Step redirect(Hop hop, ClassicHttpResponse response) {
    var address = hop.address();
    var permanent = response.getCode() == 301 || response.getCode() == 308;
    var location = header(response, HttpHeaders.LOCATION);
    if (location == null) {
      return new Final(
          new Fetched.Unreachable(address + " redirects to nowhere", Optional.empty()));
    }
    try {
      var target = location.strip().replace(" ", "%20").replaceFirst("#.*$", "");
      return new Redirect(hop.to(address.resolve(target), permanent));
    } catch (IllegalArgumentException _) {
      return new Final(
          new Fetched.Refused("%s redirects to `%s`, no address".formatted(address, location)));
    }
  }

  private static ResponseHead head(ClassicHttpResponse response, Hop hop) {
    var fields =
        Arrays.stream(response.getHeaders())
            .collect(
                groupingBy(
                    header -> header.getName().toLowerCase(Locale.ROOT),
                    mapping(header -> String.valueOf(header.getValue()), toUnmodifiableList())));
    return new ResponseHead(fields, hop.movedTo());
  }

  private static @Nullable String header(ClassicHttpResponse response, String name) {
    var header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }
}
