package org.courant.source;

import java.util.Locale;

/// The ways in which articles come.
public enum SourceKind {
  FOLDER,
  FEED,
  WORDPRESS,
  SITE,
  /// Nothing is pulled: the publisher's own system hands its articles in.
  PUSH;

  /// Whether it has an address of the web and nothing else.
  boolean onTheWeb() {
    return switch (this) {
      case FOLDER, FEED, PUSH -> false;
      case WORDPRESS, SITE -> true;
    };
  }

  /// As in the settings.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
