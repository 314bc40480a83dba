package org.courant.site;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.courant.article.Articles;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.courant.publication.Sections;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
  private static final int LATEST = 13;

  private final Publication publication;
  private final Sections sections;
  private final Newsletters newsletters;
  private final Articles articles;

  HomeController(
      Publication publication, Sections sections, Newsletters newsletters, Articles articles) {
    this.publication = publication;
    this.sections = sections;
    this.newsletters = newsletters;
    this.articles = articles;
  }

  @GetMapping("/")
  String show(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var latest = articles.recent(Optional.empty(), LATEST);
    model.addAttribute("home", new HomePage(latest, feeds(), letters()));
    return "site/home";
  }

  private List<HomePage.Feed> feeds() {
    return Stream.concat(
            Stream.of(HomePage.Feed.all(publication)),
            sections.active().stream().map(section -> HomePage.Feed.of(publication, section)))
        .toList();
  }

  private List<HomePage.Letter> letters() {
    return newsletters.active().stream()
        .map(newsletter -> new HomePage.Letter(newsletter, List.of()))
        .toList();
  }
}
