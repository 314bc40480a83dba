package org.courant.subscriber;

import static org.springframework.http.HttpStatus.NOT_FOUND;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.courant.publication.Newsletter;
import org.courant.publication.Newsletters;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Leaving a newsletter. Mail scanners open every link, so GET only shows the button; a POST acts,
/// be it the button's or that of a mail program (RFC 8058, section 3.2).
@Controller
@RequestMapping("/unsubscribe/{token}")
class UnsubscribeController {
  private final Unsubscription unsubscription;
  private final Newsletters newsletters;
  private final Clock clock;

  UnsubscribeController(Unsubscription unsubscription, Newsletters newsletters, Clock clock) {
    this.unsubscription = unsubscription;
    this.newsletters = newsletters;
    this.clock = clock;
  }

  /// The address is the reader's own: it is not to be kept, listed or passed on.
  @ModelAttribute
  void keepPrivate(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
  }

  @GetMapping
  ModelAndView ask(@PathVariable String token) {
    Optional<Subscriptions.Place> place = unsubscription.look(token);
    boolean active = place.map(Subscriptions.Place::active).orElse(false);
    return page(active ? "subscriber/leave" : "subscriber/left", token, place);
  }

  @PostMapping(params = "List-Unsubscribe")
  ResponseEntity<String> oneClick(@PathVariable String token) {
    boolean known = unsubscription.leave(token, clock.instant()).isPresent();
    return ResponseEntity.status(known ? 200 : 404)
        .contentType(MediaType.TEXT_PLAIN)
        .body(known ? "You are unsubscribed.\n" : "This link names no reader.\n");
  }

  @PostMapping(params = "!List-Unsubscribe")
  ModelAndView leave(@PathVariable String token) {
    return page("subscriber/left", token, unsubscription.leave(token, clock.instant()));
  }

  @PostMapping(params = {"!List-Unsubscribe", "rejoin"})
  ModelAndView rejoin(@PathVariable String token) {
    return page("subscriber/rejoined", token, unsubscription.rejoin(token, clock.instant()));
  }

  private ModelAndView page(String view, String token, Optional<Subscriptions.Place> place) {
    if (place.isEmpty()) {
      return new ModelAndView("subscriber/unknown-link", NOT_FOUND);
    }
    String slug = place.get().newsletter();
    String title = newsletters.named(slug).map(Newsletter::title).orElse(slug);
    return new ModelAndView(view, Map.of("address", "/unsubscribe/" + token, "newsletter", title));
  }
}
