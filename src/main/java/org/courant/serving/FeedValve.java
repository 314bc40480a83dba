package org.courant.serving;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// The same answers as the filter's, before Tomcat builds a chain of filters and looks for a
/// servlet: that is a sixth of what a request costs. Whatever is not in memory goes on to the
/// filter.
final class FeedValve extends ValveBase {
  private final FeedAnswers answers;

  FeedValve(FeedAnswers answers) {
    super(true);
    this.answers = answers;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    // Tomcat refused the request already, for its host or its address, and says so further on.
    boolean refused = response.getStatus() != HttpServletResponse.SC_OK;
    if (refused || !answers.answerFromMemory(request, response)) {
      getNext().invoke(request, response);
    }
  }
}
