package org.courant.issue;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.publication.Newsletter;
import org.courant.publication.Newsletters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;

/// The archive of a newsletter. Its pages know no reader: they are the same for everybody.
@Controller
@RequestMapping("/newsletters/{slug}")
class IssueController {
  private static final int LISTED = 200;
  private static final String FRESHNESS = "public, max-age=60";

  private final Newsletters newsletters;
  private final Issues issues;
  private final Articles articles;

  IssueController(Newsletters newsletters, Issues issues, Articles articles) {
    this.newsletters = newsletters;
    this.issues = issues;
    this.articles = articles;
  }

  @GetMapping
  String list(@PathVariable String slug, Model model, HttpServletResponse response) {
    Newsletter newsletter = newsletter(slug);
    response.setHeader(HttpHeaders.CACHE_CONTROL, FRESHNESS);
    model.addAttribute("archive", new ArchivePage(newsletter, issues.of(slug, LISTED)));
    return "issue/archive";
  }

  @GetMapping("/{number:[0-9]{1,9}}")
  String show(
      @PathVariable String slug,
      @PathVariable int number,
      Model model,
      HttpServletResponse response) {
    Newsletter newsletter = newsletter(slug);
    Issue issue = issues.numbered(slug, number).orElseThrow(IssueController::missing);
    List<Article> all = articles.corrected(issues.articles(issue.id()));
    List<Article> shown = all.stream().filter(article -> article.withdrawnAt() == null).toList();
    response.setHeader(HttpHeaders.CACHE_CONTROL, FRESHNESS);
    model.addAttribute("page", new IssuePage(newsletter, issue, shown, all.size() - shown.size()));
    return "issue/issue";
  }

  private Newsletter newsletter(String slug) {
    return newsletters.named(slug).orElseThrow(IssueController::missing);
  }

  private static ResponseStatusException missing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
