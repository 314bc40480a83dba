package org.courant.articlefile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.extract.Characters;
import org.courant.extract.Dates;
import org.courant.extract.Item;
import org.courant.extract.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/// Reads one article's file: Markdown or HTML with YAML front matter, as Courant, Jekyll and Hugo
/// write it. Safe for many threads.
public final class ArticleFileReader {

  /// The most bytes a file may have.
  public static final int LIMIT = 5 * 1024 * 1024;

  private static final Pattern DATED_NAME = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})-(.+)");

  private final ArticleBody bodies = new ArticleBody();

  /// @param fileName the file's path inside its folder; it gives title and date where the text has
  ///   none
  public ArticleFile read(String fileName, byte[] bytes) throws UnreadableDocument {
    if (bytes.length > LIMIT) {
      throw tooLarge(fileName, bytes.length);
    }
    var raw = decoded(fileName, bytes);
    var text = Characters.legal(raw);
    var matter = FrontMatter.of(fileName, text);
    var name = FileName.of(fileName);
    if (!matter.present() && matter.body().isBlank()) {
      throw new UnreadableDocument(fileName + " is empty");
    }
    var body = bodies.read(matter.body(), name.markdown());
    var warnings = new ArrayList<>(matter.warnings());
    if (text.length() < raw.length()) {
      warnings.add(fileName + " holds control characters: they are taken out");
    }
    var title = title(matter, body, name);
    if (title == null) {
      throw new UnreadableDocument(
          fileName + " has no title: give it a line `title: …` in its front matter");
    }
    var published = published(matter, name);
    var item = item(fileName, matter, body.withoutTitle(title), title, published);
    if (published == null && !item.draft() && !item.withdrawn()) {
      warnings.add(fileName + " has no date: it counts from the moment it is first pulled");
    }
    return new ArticleFile(item, warnings);
  }

  /// The refusal of a file over the limit, for a caller that knows its size before reading it.
  public static UnreadableDocument tooLarge(String fileName, long size) {
    return new UnreadableDocument(
        "%s has %.1f MB; an article's file may have 5 MB"
            .formatted(fileName, Math.ceil(size * 10 / 1024.0 / 1024.0) / 10));
  }

  private static Item item(
      String fileName, FrontMatter matter, String html, String title, @Nullable Instant published)
      throws UnreadableDocument {
    return new Item(
        matter.text("id", "guid", "uid"),
        matter.address(),
        title,
        matter.text("summary", "description", "excerpt", "abstract"),
        true,
        html,
        published,
        matter.instant("updated", "lastmod", "last_modified_at", "modified", "updatedDate"),
        matter.names("authors", "author"),
        matter.labels(),
        matter.image(),
        matter.enclosures(),
        matter.text("language", "lang", "locale"),
        matter.text("sponsor"),
        matter.text("correction"),
        matter.flag("withdrawn", false),
        matter.flag("draft", false) || !matter.published(),
        fileName);
  }

  private static @Nullable String title(FrontMatter matter, ArticleBody.Body body, FileName name)
      throws UnreadableDocument {
    var title = matter.text("title");
    if (title != null) {
      return title;
    }
    if (body.heading() != null) {
      return body.heading();
    }
    // A file with front matter but no title is a slip; only Jekyll's dated names are titles too.
    return matter.present() && name.date() == null ? null : name.words();
  }

  private static @Nullable Instant published(FrontMatter matter, FileName name)
      throws UnreadableDocument {
    var date = matter.instant("date", "publishDate", "pubDate", "publishedAt");
    return date == null ? Dates.parse(name.date()).orElse(null) : date;
  }

  private static String decoded(String fileName, byte[] bytes) throws UnreadableDocument {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    } catch (CharacterCodingException fault) {
      throw new UnreadableDocument(fileName + " is not UTF-8 text: save it as UTF-8", fault);
    }
  }

  /// What a file's name says: `posts/2026-03-01-iron-in-food.md`.
  private record FileName(@Nullable String date, String stem, boolean markdown) {

    static FileName of(String path) {
      var name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      var dot = name.lastIndexOf('.');
      var stem = dot > 0 ? name.substring(0, dot) : name;
      var extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
      var dated = DATED_NAME.matcher(stem);
      return dated.matches()
          ? new FileName(dated.group(1), dated.group(2), !extension.startsWith("htm"))
          : new FileName(null, stem, !extension.startsWith("htm"));
    }

    @Nullable String words() {
      var words = stem.replaceAll("[-_\\s]+", " ").strip();
      return Optional.of(words)
          .filter(text -> !text.isEmpty())
          .map(text -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1))
          .orElse(null);
    }
  }
}
