package org.courant.site;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.courant.article.Articles;
import org.courant.publication.Newsletters;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
  private static final int LATEST = 13;
  private static final String FRESHNESS = "public, max-age=60";

  private final Articles articles;
  private final Newsletters newsletters;

  HomeController(Articles articles, Newsletters newsletters) {
    this.articles = articles;
    this.newsletters = newsletters;
  }

  @GetMapping("/")
  String show(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, FRESHNESS);
    model.addAttribute(
        "home", new HomePage(articles.recent(Optional.empty(), LATEST), newsletters.active()));
    return "site/home";
  }
}
