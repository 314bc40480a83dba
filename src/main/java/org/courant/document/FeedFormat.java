package org.courant.document;

import java.util.Locale;

/// The kinds of document that every feed has.
public enum FeedFormat {
  RSS("RSS", "application/rss+xml"),
  ATOM("Atom", "application/atom+xml"),
  JSON("JSON Feed", "application/feed+json"),
  RDF("RSS 1.0", "application/rdf+xml");

  private final String label;
  private final String type;

  FeedFormat(String label, String type) {
    this.label = label;
    this.type = type;
  }

  public String label() {
    return label;
  }

  public String type() {
    return type;
  }

  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
