package org.courant.serving;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What Jetty has in hand before it looks for a servlet.
final class JettyExchange implements Exchange {
  private final Request request;
  private final Response response;
  private byte @Nullable [] content;

  JettyExchange(Request request, Response response) {
    this.request = request;
    this.response = response;
    response.setStatus(200);
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getHttpURI().getPath();
  }

  @Override
  public @Nullable String field(String name) {
    String list = null;
    for (var line : request.getHeaders()) {
      if (line.is(name)) {
        list = list == null ? line.getValue() : list + ", " + line.getValue();
      }
    }
    return list;
  }

  @Override
  public long date(String name) {
    try {
      return request.getHeaders().getDateField(name);
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }

  @Override
  public void add(String name, String value) {
    response.getHeaders().add(name, value);
  }

  @Override
  public int status() {
    return response.getStatus();
  }

  @Override
  public void status(int status) {
    response.setStatus(status);
  }

  @Override
  public void send(byte[] bytes) {
    content = bytes;
  }

  /// Writes the answer, without waiting for a reader that is slow to take it.
  void end(Callback callback) {
    if (content == null) {
      callback.succeeded();
      return;
    }
    response.write(true, ByteBuffer.wrap(content), callback);
  }
}
