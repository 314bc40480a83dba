package org.courant.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.publication.Publication;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// Stands in for the publisher's own site, so that the links in feeds and mails lead somewhere.
@Controller
@Profile("demo")
@RequestMapping("/demo/site")
class SampleSiteController {
  private static final int ALL = 1_000;

  private final Articles articles;
  private final Publication publication;
  private final Path files;

  SampleSiteController(Articles articles, Publication publication, DemoSettings settings) {
    this.articles = articles;
    this.publication = publication;
    this.files = Path.of(settings.demo().files());
  }

  @GetMapping({"/{slug}", "/partner/{slug}"})
  ModelAndView article(HttpServletRequest request) {
    String address = publication.url(request.getRequestURI()).toString();
    Article article =
        articles.recent(Optional.empty(), ALL).stream()
            .filter(candidate -> address.equals(String.valueOf(candidate.url())))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ModelAndView("demo/article", Map.of("article", article));
  }

  @GetMapping("/images/{name}")
  ResponseEntity<Resource> image(@PathVariable String name) {
    Path folder = files.resolve("images").normalize();
    Path file = folder.resolve(name).normalize();
    if (!folder.equals(file.getParent()) || !Files.isRegularFile(file)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return ResponseEntity.ok()
        .contentType(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM))
        .body(new FileSystemResource(file));
  }

  @GetMapping("/partner.rss")
  ResponseEntity<String> partner() {
    var feed = new PartnerFeed(files.resolve("partner"), publication.baseUrl().toString());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/rss+xml;charset=UTF-8"))
        .body(feed.document());
  }
}
