package org.courant.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A feed reader that was away: it reads the newest document and then all archives before it, as
/// RFC 5005 tells it.
final class ArchiveReader {
  private static final Pattern PREVIOUS =
      Pattern.compile("<link[^>]*rel=\"prev-archive\"[^>]*href=\"http://courant.test([^\"]+)\"");
  private static final Pattern ENTRY = Pattern.compile("<entry\\b.*?</entry>", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile("<id>([^<]+)</id>");
  private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]*)</title>");

  private final MockMvcTester mvc;

  ArchiveReader(MockMvcTester mvc) {
    this.mvc = mvc;
  }

  /// The documents by address, from the newest one on; addresses that moved are followed.
  Map<String, String> walk(byte[] newest) {
    var documents = new LinkedHashMap<String, String>();
    var document = new String(newest, UTF_8);
    documents.put("newest", document);
    for (var at = previous(document); at.isPresent(); at = previous(document)) {
      assertThat(documents).as("no address twice").doesNotContainKey(at.get());
      document = fetch(at.get());
      documents.put(at.get(), document);
    }
    return documents;
  }

  static Optional<String> previous(String document) {
    var link = PREVIOUS.matcher(document);
    return link.find() ? Optional.of(link.group(1)) : Optional.empty();
  }

  String fetch(String address) {
    var result = mvc.get().uri(address).exchange();
    if (result.getResponse().getStatus() == 308) {
      @Nullable String location = result.getResponse().getHeader("Location");
      return fetch(String.valueOf(location).replace("http://courant.test", ""));
    }
    assertThat(result).hasStatusOk();
    return new String(result.getResponse().getContentAsByteArray(), UTF_8);
  }

  /// The articles' titles by id, as the newest document that holds each says.
  static Map<String, String> titles(Map<String, String> documents) {
    var titles = new LinkedHashMap<String, String>();
    documents.values().stream()
        .flatMap(document -> entries(document).stream())
        .forEach(entry -> titles.putIfAbsent(first(ID, entry), first(TITLE, entry)));
    return titles;
  }

  static List<String> entries(String document) {
    var entries = new ArrayList<String>();
    ENTRY.matcher(document).results().forEach(match -> entries.add(match.group()));
    return entries;
  }

  private static String first(Pattern pattern, String text) {
    var match = pattern.matcher(text);
    assertThat(match.find()).isTrue();
    return match.group(1);
  }
}
