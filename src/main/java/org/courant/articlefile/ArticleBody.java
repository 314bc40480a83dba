package org.courant.articlefile;

import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/// The text below the front matter, Markdown (CommonMark with tables) or HTML.
final class ArticleBody {

  /// More nesting than any writer needs; the parsers' time and stack grow with it.
  private static final int DEEPEST = 50;

  private static final Pattern HIGHLIGHT =
      Pattern.compile("\\{%-?\\s*(?:end)?highlight(?:\\s+(\\w+))?[^%]*%\\}");

  private final Parser parser =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(DEEPEST)
          .build();
  private final HtmlRenderer html =
      HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();
  private final TextContentRenderer text = TextContentRenderer.builder().build();

  Body read(String source, boolean markdown) {
    return markdown ? markdown(source) : html(source);
  }

  private Body markdown(String source) {
    var tree = parser.parse(HIGHLIGHT.matcher(source).replaceAll("```$1"));
    var first = tree.getFirstChild();
    var heading = first instanceof Heading top && top.getLevel() == 1 ? text.render(top) : null;
    var whole = html.render(tree);
    return new Body(whole, heading, heading == null ? whole : rest(tree, first));
  }

  private String rest(Node tree, Node heading) {
    heading.unlink();
    return html.render(tree);
  }

  private static Body html(String source) {
    var page = Jsoup.parse(source);
    var heading = page.selectFirst("h1");
    // A whole page is its body; a fragment stays as it was written.
    var whole = source.contains("<body") || source.contains("<BODY") ? page.body().html() : source;
    var name = heading == null ? page.title() : heading.text();
    if (heading == null) {
      return new Body(whole, name.isBlank() ? null : name, whole);
    }
    heading.remove();
    return new Body(whole, name.isBlank() ? null : name, page.body().html());
  }

  /// @param heading the first heading, plain text
  /// @param rest the HTML without it
  record Body(String html, @Nullable String heading, String rest) {

    /// A heading that only repeats the title would stand twice on the page.
    String withoutTitle(String title) {
      return heading != null && heading.strip().equalsIgnoreCase(title.strip()) ? rest : html;
    }
  }
}
