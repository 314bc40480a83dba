package org.courant.serving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// What a filter has in hand.
record ServletExchange(HttpServletRequest request, HttpServletResponse response)
    implements Exchange {
  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getRequestURI();
  }

  @Override
  public @Nullable String field(String name) {
    var lines = request.getHeaders(name);
    return lines.hasMoreElements() ? String.join(", ", Collections.list(lines)) : null;
  }

  @Override
  public long date(String name) {
    try {
      return request.getDateHeader(name);
    } catch (IllegalArgumentException _) {
      return -1;
    }
  }

  @Override
  public void add(String name, String value) {
    response.addHeader(name, value);
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
  public void send(byte[] content) throws IOException {
    response.getOutputStream().write(content);
  }
}
