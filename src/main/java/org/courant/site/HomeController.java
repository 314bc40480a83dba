package org.courant.site;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.courant.article.Articles;
import org.courant.feed.Feeds;
import org.courant.issue.Issues;
import org.courant.publication.Newsletters;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
  private static final int LATEST = 13;

  /// Enough that a newsletter of fewer issues than another is still among them.
  private static final int RECENT = 100;

  private final Articles articles;
  private final Feeds feeds;
  private final Newsletters newsletters;
  private final Issues issues;

  HomeController(Articles articles, Feeds feeds, Newsletters newsletters, Issues issues) {
    this.articles = articles;
    this.feeds = feeds;
    this.newsletters = newsletters;
    this.issues = issues;
  }

  @GetMapping("/")
  String show(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var latest = articles.recent(Optional.empty(), LATEST);
    var letters = HomePage.letters(newsletters.active(), issues.recent(RECENT));
    model.addAttribute("home", new HomePage(latest, feeds.all(), letters));
    return "site/home";
  }
}
