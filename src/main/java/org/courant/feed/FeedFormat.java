package org.courant.feed;

import java.util.Locale;

enum FeedFormat {
  RSS("RSS", "application/rss+xml"),
  ATOM("Atom", "application/atom+xml"),
  JSON("JSON Feed", "application/feed+json");

  private final String label;
  private final String type;

  FeedFormat(String label, String type) {
    this.label = label;
    this.type = type;
  }

  String label() {
    return label;
  }

  String type() {
    return type;
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
