package org.courant.source;

import java.util.Locale;

/// The ways to pull.
public enum SourceKind {
  FOLDER,
  FEED,
  WORDPRESS,
  SITE;

  /// Whether it has an address of the web and nothing else.
  boolean onTheWeb() {
    return switch (this) {
      case FOLDER, FEED -> false;
      case WORDPRESS, SITE -> true;
    };
  }

  /// As in the settings.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
