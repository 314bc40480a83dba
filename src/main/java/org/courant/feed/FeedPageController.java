package org.courant.feed;

import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.courant.article.Articles;
import org.courant.document.FeedFormat;
import org.courant.selection.Selection;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// What a person sees of the feeds.
@Controller
class FeedPageController {
  private static final int LATEST = 10;

  private final Feeds feeds;
  private final Selection selection;
  private final Articles articles;

  FeedPageController(Feeds feeds, Selection selection, Articles articles) {
    this.feeds = feeds;
    this.selection = selection;
    this.articles = articles;
  }

  @GetMapping("/feeds")
  String list(Model model, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    var all = feeds.all();
    model.addAttribute("feeds", all);
    model.addAttribute(
        "autodiscovery", all.stream().flatMap(feed -> links(feed).stream()).toList());
    return "feed/list";
  }

  @GetMapping("/feeds/{slug}")
  String show(@PathVariable String slug, Model model, HttpServletResponse response) {
    if (feeds.retired(slug)) {
      throw new ResponseStatusException(GONE);
    }
    var feed =
        feeds.all().stream()
            .filter(info -> info.slug().equals(slug))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(NOT_FOUND));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
    model.addAttribute("feed", feed);
    model.addAttribute("autodiscovery", links(feed));
    model.addAttribute("latest", articles.revisions(selection.newest(slug, LATEST)));
    return "feed/show";
  }

  /// By which browsers and feed readers find the documents.
  private static List<Map<String, String>> links(FeedInfo feed) {
    return List.of(
        link(feed, FeedFormat.RSS, feed.rss().toString()),
        link(feed, FeedFormat.ATOM, feed.atom().toString()),
        link(feed, FeedFormat.JSON, feed.json().toString()));
  }

  private static Map<String, String> link(FeedInfo feed, FeedFormat format, String address) {
    return Map.of(
        "title",
        feed.title() + " (" + format.label() + ")",
        "type",
        format.type(),
        "href",
        address);
  }
}
