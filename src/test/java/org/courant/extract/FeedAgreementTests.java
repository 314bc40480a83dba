package org.courant.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The reader beside other people's feeds and what another good reader makes of them.
class FeedAgreementTests {

  /// Where we differ with reason. Any other difference is a fault of ours until it stands here.
  private static final Map<String, String> KNOWN =
      Map.of(
          "translator/json/json10_simple.json entries",
          "an item without an id is discarded (JSON Feed 1.1, items)",
          "parser/atom/entry_id_xml_base.xml ids",
          "an id is an absolute IRI, compared as it stands: a base does not change it (RFC 4287, 4.2.6)",
          "translator/atom/feed_item_updated_-_atom03_feed_entry_modified.xml published",
          "when an entry was changed does not say when it was published (RFC 4287, 4.2.9 and 4.2.15)");

  private final FeedReader reader = new FeedReader();
  private Path corpora = Path.of("");

  @BeforeEach
  void needCorpora() {
    var folder = Corpora.folder();
    if (folder.isEmpty()) {
      System.out.println(Corpora.ABSENT);
    }
    assumeThat(folder).as(Corpora.ABSENT).isPresent();
    corpora = folder.orElseThrow();
  }

  @Test
  void everyFeedOfALiveSiteIsRead() throws IOException, UnreadableDocument {
    for (var file : Corpora.files(corpora.resolve("real-feeds"), ".xml")) {
      var document = reader.read(Files.readAllBytes(file), null, file.toUri());
      assertThat(document.whole()).as(file.toString()).isTrue();
      assertThat(document.items())
          .as(file.toString())
          .isNotEmpty()
          .allSatisfy(item -> assertThat(item.title() == null && item.html() == null).isFalse());
    }
  }

  @Test
  void valuesAgreeWithTheExpectedOnes() throws IOException {
    var agreed = new TreeMap<String, Integer>();
    var differing = new TreeMap<String, String>();
    for (var pair : pairs()) {
      for (var value : compared(pair)) {
        if (value.agrees()) {
          agreed.merge(value.field(), 1, Integer::sum);
        } else {
          differing.put(name(pair.feed()) + " " + value.field(), value.difference());
        }
      }
    }
    agreed.forEach(
        (field, count) ->
            System.out.printf(
                "agreement %-18s %3d agree, %d differ%n",
                field,
                count,
                differing.keySet().stream().filter(key -> key.endsWith(" " + field)).count()));
    KNOWN.forEach((key, reason) -> System.out.println("differs " + key + ": " + reason));
    assertThat(new TreeSet<>(differing.keySet()))
        .as("%s", differing)
        .isEqualTo(new TreeSet<>(KNOWN.keySet()));
  }

  private record Pair(Path feed, Path expected) {}

  private List<Pair> pairs() throws IOException {
    var pairs = new ArrayList<Pair>();
    var gofeed = corpora.resolve("gofeed");
    for (var feed : Corpora.files(gofeed, ".xml")) {
      pairs.add(new Pair(feed, beside(feed, ".xml", ".json")));
    }
    for (var feed : Corpora.files(gofeed, ".json")) {
      pairs.add(new Pair(feed, beside(feed, ".json", "_expected.json")));
    }
    var found = pairs.stream().filter(pair -> Files.exists(pair.expected)).toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private static Path beside(Path feed, String ending, String other) {
    var name = feed.getFileName().toString();
    return feed.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
  }

  private String name(Path feed) {
    return corpora.resolve("gofeed").relativize(feed).toString();
  }

  private List<ExpectedValues.Value> compared(Pair pair) throws IOException {
    var expected = new ExpectedValues(new JsonMapper().readTree(Files.readString(pair.expected)));
    try {
      return expected.beside(reader.read(Files.readAllBytes(pair.feed), null, pair.feed.toUri()));
    } catch (UnreadableDocument refused) {
      return List.of(
          new ExpectedValues.Value("read", "a feed", String.valueOf(refused.getMessage())));
    }
  }
}
