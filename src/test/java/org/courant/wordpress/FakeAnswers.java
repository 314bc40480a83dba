package org.courant.wordpress;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.courant.wordpress.FakeWordPress.FakePost;
import org.jspecify.annotations.Nullable;

/// How a server on the loopback address hears and answers.
final class FakeAnswers {
  private FakeAnswers() {}

  static Map<String, String> parameters(@Nullable String query) {
    return query == null
        ? Map.of()
        : new ArrayList<>(Arrays.asList(query.split("&")))
            .stream()
                .map(pair -> pair.split("=", 2))
                .collect(
                    Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  /// Without a length, as PHP does: who has enough hangs up.
  static void stream(HttpExchange exchange, List<FakePost> shown, Function<FakePost, String> json)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      var before = "[";
      for (var post : shown) {
        out.write((before + json.apply(post)).getBytes(UTF_8));
        before = ",";
      }
      out.write((shown.isEmpty() ? "[]" : "]").getBytes(UTF_8));
    }
  }

  static void send(HttpExchange exchange, int code, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
