package org.courant.push;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.courant.articlefile.Markdown;
import org.courant.extract.Item;
import org.courant.source.PushedArticles.Act;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One article of a request, or what is wrong with it. Its fields are those of an article's file.
///
/// @param id as far as it could be read
record PushedEntry(@Nullable String id, Act act, List<Fault> faults, List<String> warnings) {
  private static final int NAME = 200;
  private static final int TITLE = 300;
  private static final int SUMMARY = 1000;
  private static final int NOTE = 2000;
  private static final int BODY = 1_000_000;
  private static final int MANY = 30;
  private static final int FILES = 10;
  private static final Set<String> FIELDS =
      Set.of(
          "id",
          "url",
          "title",
          "summary",
          "html",
          "markdown",
          "published",
          "date",
          "updated",
          "language",
          "sections",
          "categories",
          "authors",
          "image",
          "enclosures",
          "sponsor",
          "correction",
          "withdrawn",
          "reason");

  /// @param pointer where it stands in the request
  /// @param home what relative addresses stand to when the article has no address
  static PushedEntry read(JsonNode node, String pointer, URI home, Instant now) {
    var faults = new ArrayList<Fault>();
    if (!node.isObject()) {
      faults.add(new Fault(pointer, "this is no object with the fields of an article"));
      return new PushedEntry(null, nothing(faults), faults, List.of());
    }
    var fields = new PushFields(node, pointer, faults);
    fields.only(FIELDS);
    var id = fields.required("id", SUMMARY);
    var withdrawn = fields.flag("withdrawn");
    var reason = fields.text("reason", NOTE);
    if (reason != null && !withdrawn) {
      fields.fault("reason", "reason goes with withdrawn: true alone");
    }
    var show = withdrawn ? null : item(fields, id, pointer);
    if (id == null || !faults.isEmpty() || (show == null && !withdrawn)) {
      return new PushedEntry(id, nothing(faults), faults, List.of());
    }
    if (show == null) {
      return withdrawal(id, reason);
    }
    var base = show.url() == null ? home : URI.create(show.url());
    return new PushedEntry(id, new Act.Show(show, base), List.of(), warnings(show, now));
  }

  static PushedEntry withdrawal(String id, @Nullable String reason) {
    var said = reason == null ? "withdrawn at its source" : reason;
    return new PushedEntry(id, new Act.Withdraw(id, said), List.of(), List.of());
  }

  private static Act nothing(List<Fault> faults) {
    var said =
        faults.stream().map(fault -> fault.pointer() + ": " + fault.detail()).limit(5).toList();
    return new Act.Nothing(String.join("; ", said));
  }

  private static Item item(PushFields fields, @Nullable String id, String pointer) {
    var title = fields.required("title", TITLE);
    return new Item(
        id,
        fields.address("url"),
        title,
        fields.text("summary", SUMMARY),
        true,
        body(fields, title),
        date(fields),
        fields.instant("updated"),
        fields.texts("authors", MANY, NAME),
        Stream.concat(
                fields.texts("sections", MANY, NAME).stream(),
                fields.texts("categories", MANY, NAME).stream())
            .toList(),
        image(fields),
        enclosures(fields),
        fields.language("language"),
        fields.text("sponsor", NAME),
        fields.text("correction", NOTE),
        false,
        false,
        "#".equals(pointer) ? "the article" : "article " + pointer.substring(2));
  }

  private static @Nullable String body(PushFields fields, @Nullable String title) {
    var html = fields.text("html", BODY);
    var markdown = fields.text("markdown", BODY);
    if (html != null && markdown != null) {
      fields.fault("markdown", "markdown stands beside html; send one of them");
      return null;
    }
    return markdown == null ? html : Markdown.html(markdown, Objects.requireNonNullElse(title, ""));
  }

  private static @Nullable Instant date(PushFields fields) {
    var published = fields.instant("published");
    var date = fields.instant("date");
    if (fields.has("published") && fields.has("date")) {
      fields.fault("date", "date stands beside published; send one of them");
      return null;
    }
    return published == null ? date : published;
  }

  private static Item.@Nullable Image image(PushFields fields) {
    var image = fields.object("image");
    if (image == null) {
      return null;
    }
    image.only(Set.of("url", "alt"));
    var address = image.address("url");
    var alt = image.text("alt", NOTE);
    if (address == null && !image.has("url")) {
      image.fault("url", "url is missing");
      return null;
    }
    return address == null ? null : new Item.Image(address, alt);
  }

  private static List<Item.Enclosure> enclosures(PushFields fields) {
    var files = new ArrayList<Item.Enclosure>();
    for (var file : fields.objects("enclosures", FILES)) {
      file.only(Set.of("url", "type", "length", "seconds"));
      var address = file.address("url");
      var type = file.text("type", NAME);
      var length = file.count("length", "bytes");
      var seconds = file.count("seconds", "seconds");
      if (address != null) {
        files.add(new Item.Enclosure(address, type, length, seconds));
      } else if (!file.has("url")) {
        file.fault("url", "url is missing");
      }
    }
    return files;
  }

  private static List<String> warnings(Item item, Instant now) {
    return item.published() != null && item.published().isAfter(now)
        ? List.of("is dated in the future: until then it counts from now")
        : List.of();
  }
}
