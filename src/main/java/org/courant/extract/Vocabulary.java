package org.courant.extract;

import java.util.Locale;

/// The vocabularies a feed is written in, by their namespaces' many spellings.
enum Vocabulary {
  /// RSS of every version: no namespace, or one of the few that were tried.
  RSS,
  /// Atom 1.0 (RFC 4287) and 0.3.
  ATOM,
  RDF,
  /// Dublin Core, elements and terms.
  DC,
  CONTENT,
  SYNDICATION,
  /// Media RSS.
  MEDIA,
  ITUNES,
  FEEDBURNER,
  XHTML,
  OTHER;

  /// @param own what an element without a namespace belongs to
  static Vocabulary of(String namespace, Vocabulary own) {
    var name = namespace.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    if (name.isEmpty()) {
      return own;
    }
    if (name.startsWith("purl.org/rss/1.0/modules/")) {
      return module(name);
    }
    if (name.startsWith("purl.org/dc/")) {
      return DC;
    }
    if (name.contains("/mrss")) {
      return MEDIA;
    }
    if (name.contains("itunes") || name.contains("feedburner")) {
      return name.contains("itunes") ? ITUNES : FEEDBURNER;
    }
    return switch (name) {
      case "www.w3.org/2005/atom", "purl.org/atom/ns#", "purl.org/atom/ns" -> ATOM;
      case "www.w3.org/1999/xhtml" -> XHTML;
      case "www.w3.org/1999/02/22-rdf-syntax-ns#" -> RDF;
      case "purl.org/rss/1.0/",
          "purl.org/rss/1.0",
          "my.netscape.com/rdf/simple/0.9/",
          "my.netscape.com/publish/formats/rss-0.91.dtd",
          "blogs.law.harvard.edu/tech/rss" ->
          RSS;
      default -> name.startsWith("backend.userland.com/rss") ? RSS : OTHER;
    };
  }

  private static Vocabulary module(String name) {
    if (name.contains("/content")) {
      return CONTENT;
    }
    return name.contains("/syndication") ? SYNDICATION : OTHER;
  }
}
