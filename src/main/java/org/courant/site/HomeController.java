package org.courant.site;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.courant.article.Articles;
import org.courant.feed.Feeds;
import org.courant.publication.Newsletters;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
  private static final int LATEST = 13;

  private final Articles articles;
  private final Feeds feeds;
  private final Newsletters newsletters;

  HomeController(Articles articles, Feeds feeds, Newsletters newsletters) {
    this.articles = articles;
    this.feeds = feeds;
    this.newsletters = newsletters;
  }

  @GetMapping("/")
  String show(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var latest = articles.recent(Optional.empty(), LATEST);
    model.addAttribute("home", new HomePage(latest, feeds.all(), letters()));
    return "site/home";
  }

  private List<HomePage.Letter> letters() {
    return newsletters.active().stream()
        .map(newsletter -> new HomePage.Letter(newsletter, List.of()))
        .toList();
  }
}
