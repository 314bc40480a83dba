package org.courant.feed;

import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PERMANENT_REDIRECT;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.courant.article.Articles;
import org.courant.publication.Publication;
import org.courant.selection.Selection;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// What a person sees of the feeds.
@Controller
class FeedPageController {
  private static final int LATEST = 10;

  private final Feeds feeds;
  private final Selection selection;
  private final Articles articles;
  private final Publication publication;

  FeedPageController(Feeds feeds, Selection selection, Articles articles, Publication publication) {
    this.feeds = feeds;
    this.selection = selection;
    this.articles = articles;
    this.publication = publication;
  }

  @GetMapping("/feeds")
  String list(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var all = feeds.all().stream().map(feed -> FeedPage.of(feed, List.of())).toList();
    model.addAttribute("pages", all);
    model.addAttribute(
        "autodiscovery", all.stream().flatMap(page -> links(page).stream()).toList());
    return "feed/list";
  }

  @GetMapping("/feeds/{slug}")
  ModelAndView show(@PathVariable String slug, HttpServletResponse response) {
    var moved = feeds.movedTo(slug);
    if (moved.isPresent()) {
      return renamed(moved.get());
    }
    if (feeds.retired(slug)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
      return new ModelAndView("feed/gone", GONE).addObject("slug", slug);
    }
    var feed =
        feeds.all().stream()
            .filter(info -> info.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var page = FeedPage.of(feed, articles.revisions(selection.newest(slug, LATEST)));
    return new ModelAndView("feed/show")
        .addObject("page", page)
        .addObject("autodiscovery", links(page));
  }

  private ModelAndView renamed(String slug) {
    var view = new RedirectView(publication.url("/feeds/" + slug).toString());
    view.setStatusCode(PERMANENT_REDIRECT);
    view.setExposeModelAttributes(false);
    return new ModelAndView(view);
  }

  /// By which browsers and feed readers find the documents.
  private static List<Map<String, String>> links(FeedPage page) {
    return page.addresses().stream()
        .limit(3)
        .map(
            address ->
                Map.of("title", address.title(), "type", address.type(), "href", address.href()))
        .toList();
  }
}
