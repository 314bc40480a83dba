package org.courant.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

@Controller
@Profile("demo")
@RequestMapping("/demo/inbox")
class InboxController {
  private static final int PAGE = 50;

  /// The page may frame its own addresses and nothing else; the framed mail may only show itself
  /// and its pictures.
  private static final String PAGE_POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'";

  private static final String MAIL_POLICY =
      "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
          + " img-src http: https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

  private final MailFolder folder;

  InboxController(DemoSettings settings) throws IOException {
    folder = new MailFolder(new DemoFolder(Path.of(settings.data())).mail());
  }

  @GetMapping
  ModelAndView list(@RequestParam(defaultValue = "0") int from) {
    int start = Math.max(0, from);
    List<DemoMail> mails = folder.page(start, PAGE).stream().map(this::mail).toList();
    var model = Map.of("mails", mails, "count", folder.count(), "from", start, "page", PAGE);
    return new ModelAndView("demo/inbox", model);
  }

  @GetMapping("/{name}")
  ModelAndView show(@PathVariable String name, jakarta.servlet.http.HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", PAGE_POLICY);
    return new ModelAndView("demo/mail", Map.of("mail", mail(name)));
  }

  @GetMapping("/{name}/html")
  ResponseEntity<String> html(@PathVariable String name) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header("Content-Security-Policy", MAIL_POLICY)
        .header("X-Frame-Options", "SAMEORIGIN")
        .body(mail(name).html());
  }

  private DemoMail mail(String name) {
    Optional<InputStream> found = folder.open(name);
    try (InputStream stream =
        found.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))) {
      return DemoMail.read(name, stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the mail %s cannot be read".formatted(name), e);
    }
  }
}
