package org.courant.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.courant.extract.PlainText;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The article that a page describes in JSON-LD (schema.org `Article` and its kinds).
final class JsonLd {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();
  private static final Set<String> ARTICLES =
      Set.of(
          "Article",
          "NewsArticle",
          "BlogPosting",
          "ReportageNewsArticle",
          "AnalysisNewsArticle",
          "OpinionNewsArticle",
          "BackgroundNewsArticle",
          "ReviewNewsArticle",
          "AskPublicNewsArticle",
          "MedicalScholarlyArticle",
          "ScholarlyArticle",
          "TechArticle",
          "AdvertiserContentArticle",
          "SatiricalArticle",
          "LiveBlogPosting",
          "Report");
  private static final int DEEPEST = 6;

  private final JsonNode article;
  private final Map<String, JsonNode> named;

  private JsonLd(JsonNode article, Map<String, JsonNode> named) {
    this.article = article;
    this.named = named;
  }

  static Optional<JsonLd> of(Document page) {
    var named = new HashMap<String, JsonNode>();
    var articles = new ArrayList<JsonNode>();
    for (var script : page.select("script[type^=application/ld+json]")) {
      try {
        var text =
            script.data().strip().replaceFirst("^<!\\[CDATA\\[", "").replaceFirst("]]>$", "");
        collect(MAPPER.readTree(text), 0, named, articles);
      } catch (JacksonException _) {
        // The next script, or the tags of the page, may be better.
      }
    }
    return articles.stream()
        .filter(article -> isOf(article, page))
        .findFirst()
        .or(() -> articles.stream().findFirst())
        .map(article -> new JsonLd(article, named));
  }

  /// Whether it says that it is of this page: teasers of other articles may stand before it.
  private static boolean isOf(JsonNode article, Document page) {
    var canonical = page.selectFirst("link[rel=canonical][href]");
    var address = canonical == null ? page.location() : canonical.absUrl("href");
    return Stream.of(
            article.path("mainEntityOfPage"),
            article.path("mainEntityOfPage").path("@id"),
            article.path("url"),
            article.path("@id"))
        .map(node -> node.asString("").replaceFirst("#.*$", ""))
        .anyMatch(address::equals);
  }

  private static void collect(
      JsonNode node, int depth, Map<String, JsonNode> named, List<JsonNode> articles) {
    if (depth > DEEPEST) {
      return;
    }
    if (node.isArray()) {
      node.forEach(child -> collect(child, depth + 1, named, articles));
      return;
    }
    if (!node.isObject()) {
      return;
    }
    if (node.has("@id") && node.size() > 1) {
      named.putIfAbsent(node.path("@id").asString(""), node);
    }
    if (texts(node.path("@type")).stream().anyMatch(ARTICLES::contains)) {
      articles.add(node);
    }
    collect(node.path("@graph"), depth + 1, named, articles);
    collect(node.path("mainEntity"), depth + 1, named, articles);
  }

  @Nullable String text(String field) {
    return PlainText.of(raw(field));
  }

  /// As it stands there, such as a body with its line breaks.
  @Nullable String raw(String field) {
    return texts(article.path(field)).stream()
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse(null);
  }

  /// Whether it calls itself an advertisement.
  boolean isAdvertisement() {
    return texts(article.path("@type")).contains("AdvertiserContentArticle");
  }

  /// Names of people or organisations, whether written out, nested or referred to.
  List<String> names(String field) {
    var names = new LinkedHashSet<String>();
    for (var node : list(article.path(field))) {
      var whole = node.has("@id") ? named.getOrDefault(node.path("@id").asString(""), node) : node;
      var name =
          PlainText.of(whole.isString() ? whole.asString() : whole.path("name").asString(""));
      if (name != null && !name.startsWith("http")) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  List<String> sections() {
    var names = new LinkedHashSet<String>();
    for (var field : List.of("articleSection", "keywords", "about")) {
      for (var node : list(article.path(field))) {
        var text = node.isString() ? node.asString() : node.path("name").asString("");
        for (var part : field.equals("about") ? new String[] {text} : text.split("[,;]")) {
          var plain = PlainText.of(part);
          if (plain != null) {
            names.add(plain);
          }
        }
      }
    }
    return List.copyOf(names);
  }

  @Nullable String image() {
    for (var node : list(article.path("image"))) {
      var whole = node.has("@id") ? named.getOrDefault(node.path("@id").asString(""), node) : node;
      var address =
          whole.isString()
              ? whole.asString()
              : whole.path("url").asString(whole.path("contentUrl").asString(""));
      if (!address.isBlank()) {
        return address;
      }
    }
    return null;
  }

  private static List<JsonNode> list(JsonNode node) {
    var nodes = new ArrayList<JsonNode>();
    if (node.isArray()) {
      node.forEach(nodes::add);
    } else if (!node.isMissingNode() && !node.isNull()) {
      nodes.add(node);
    }
    return nodes;
  }

  private static List<String> texts(JsonNode node) {
    return list(node).stream().filter(JsonNode::isString).map(JsonNode::asString).toList();
  }
}
