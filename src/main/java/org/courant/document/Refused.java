package org.courant.document;

/// Why a document may not be published.
class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason);
  }

  static void unless(boolean met, String otherwise) throws Refused {
    if (!met) {
      throw new Refused(otherwise);
    }
  }
}
