package org.courant.serving;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Answers for feeds' documents before any other filter is asked.
final class FeedFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never written anywhere
  private final FeedAnswers answers;

  FeedFilter(FeedAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!answers.answer(new ServletExchange(request, response))) {
      chain.doFilter(request, response);
    }
  }
}
