package org.courant.issue;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.courant.message.RenderedMessage;
import org.jsoup.Jsoup;

/// Turns a digest into a message: Freemarker gives MJML and text, mjml4j gives HTML that mail
/// programs understand. The templates are read once, when it is made.
final class DigestRenderer {
  /// Gmail cuts a message that is longer, and hides its unsubscribe link.
  private static final int LARGEST = 102_000;

  private static final int LONGEST_SUBJECT = 180;
  private static final int WIDTH = 72;
  private static final String SUBJECT = "subject.ftl";
  private static final String BODY = "body.mjml.ftlh";
  private static final String TEXT = "text.ftl";

  private final RenderTemplates templates;

  DigestRenderer(RenderTemplates templates) {
    this.templates = templates;
  }

  /// @throws RenderFailed when a template fails, or leaves out what the law asks for
  RenderedMessage render(Digest digest) throws RenderFailed {
    String subject = subject(digest);
    Digest full = digest.withSubject(subject);
    String html = fitting(full);
    String text = RenderedText.wrap(templates.render(TEXT, full), WIDTH);
    demandLabels(full, text, templates.path(TEXT));
    return new RenderedMessage(subject, html, text);
  }

  /// What mail programs show whole: without summaries where there is too much, then without the
  /// last stories. The text has them all.
  private String fitting(Digest full) throws RenderFailed {
    Digest shown = full;
    String html = html(full);
    if (size(html) > LARGEST) {
      shown = full.compact();
      html = html(shown);
    }
    for (int stories = shown.stories(); size(html) > LARGEST && stories > 1; ) {
      int each = size(html) / stories;
      shown = shown.without((size(html) - LARGEST) / each + 1);
      stories = shown.stories();
      html = html(shown);
    }
    demandLabels(shown, Jsoup.parse(html).text(), templates.path(BODY));
    return html;
  }

  private static int size(String html) {
    return html.getBytes(StandardCharsets.UTF_8).length;
  }

  /// A subject is one line, and is given nothing that a server on the way may not read.
  private String subject(Digest digest) throws RenderFailed {
    var readable =
        new RenderTemplates.Subject(
            digest.edition().newsletter(),
            digest.edition().number(),
            digest.headline(),
            digest.others(),
            digest.count());
    String subject = RenderedText.oneLine(templates.render(SUBJECT, readable));
    if (subject.isEmpty()) {
      throw new RenderFailed(templates.path(SUBJECT) + " gives an empty subject");
    }
    return RenderedText.shortened(subject, LONGEST_SUBJECT);
  }

  private String html(Digest digest) throws RenderFailed {
    String mjml = templates.render(BODY, digest);
    var direction =
        Mjml4j.TextDirection.valueOf(digest.edition().direction().toUpperCase(Locale.ROOT));
    try {
      return Mjml4j.render(mjml, new Mjml4j.Configuration(digest.edition().language(), direction));
    } catch (RuntimeException e) {
      throw new RenderFailed(
          "%s gives no usable MJML: %s".formatted(templates.path(BODY), e.getMessage()));
    }
  }

  /// A paid piece is named as one before its title, whatever the template does.
  private static void demandLabels(Digest digest, String shown, String path) throws RenderFailed {
    String flat = RenderedText.oneLine(shown);
    int from = 0;
    for (Digest.Story story : digest.advertisements()) {
      String label = RenderedText.oneLine(String.valueOf(story.label()));
      int at = flat.indexOf(label, from);
      if (at < 0 || flat.indexOf(RenderedText.oneLine(story.title()), at + label.length()) < 0) {
        throw new RenderFailed("%s leaves out the label \"%s\"".formatted(path, label));
      }
      from = at + label.length();
    }
  }
}
