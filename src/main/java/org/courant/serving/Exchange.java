package org.courant.serving;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A request and its answer, whichever part of the server they are held by.
interface Exchange {
  String method();

  /// As it was sent, without the query.
  String path();

  /// A field's value, or null where it is not sent. One that stands in several lines is one list
  /// (RFC 9110, section 5.3).
  @Nullable String field(String name);

  /// A field's date in milliseconds, or -1 where it holds none (RFC 9110, section 5.6.7).
  long date(String name);

  /// Adds a field to the answer.
  void add(String name, String value);

  int status();

  void status(int status);

  /// Sends the content, which nobody writes to any more.
  void send(byte[] content) throws IOException;
}
