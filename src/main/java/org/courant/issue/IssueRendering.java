package org.courant.issue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.RevisionKey;
import org.courant.delivery.Mailings;
import org.courant.message.RenderedMessage;
import org.courant.message.SlotMarks;
import org.courant.publication.Newsletter;
import org.springframework.stereotype.Component;

/// Renders the variants of an issue that have no message template yet.
@Component
class IssueRendering {
  private final Issues issues;
  private final Articles articles;
  private final DigestEditor editor;
  private final IssueSettings settings;
  private final Mailings mailings;
  private final SlotMarks marks;

  IssueRendering(
      Issues issues,
      Articles articles,
      DigestEditor editor,
      IssueSettings settings,
      Mailings mailings,
      SlotMarks marks) {
    this.issues = issues;
    this.articles = articles;
    this.editor = editor;
    this.settings = settings;
    this.mailings = mailings;
    this.marks = marks;
  }

  /// @throws RenderFailed at the first variant that cannot be rendered
  void render(Issue issue, Newsletter newsletter) throws RenderFailed {
    List<Integer> missing = mailings.missingTemplates(issue.mailing());
    if (missing.isEmpty()) {
      return;
    }
    var renderer = new DigestRenderer(templates(issue));
    List<Issues.Variant> variants =
        missing.stream().map(number -> issues.variant(issue.id(), number)).toList();
    Map<RevisionKey, Article> shown = shown(variants);
    for (Issues.Variant variant : variants) {
      if (variant.articles().stream().noneMatch(shown::containsKey)) {
        throw new RenderFailed("the articles of variant %d are gone".formatted(variant.number()));
      }
      var slots = marks.of(issue.mailing(), variant.number());
      RenderedMessage message =
          renderer.render(editor.lay(issue, newsletter, variant, shown, slots));
      mailings.addTemplate(issue.mailing(), variant.number(), message);
      issues.keepSubject(issue.id(), variant.number(), message.subject());
    }
  }

  /// An issue is rendered from one set of templates, also when a kill came between two variants and
  /// an editor changed a file since.
  private RenderTemplates templates(Issue issue) throws RenderFailed {
    Map<String, String> kept = issues.sources(issue.id());
    if (!kept.isEmpty()) {
      return new RenderTemplates(kept);
    }
    RenderTemplates read = RenderTemplates.read(settings.templates());
    issues.keepSources(issue.id(), read.sources());
    return read;
  }

  /// The article whose title an issue bears in the archive.
  Optional<Long> headline(Issue issue) {
    return editor.headline(articles.revisions(issues.articles(issue.id()))).map(Article::id);
  }

  private Map<RevisionKey, Article> shown(List<Issues.Variant> variants) {
    var keys = new ArrayList<RevisionKey>();
    for (Issues.Variant variant : variants) {
      keys.addAll(variant.articles());
      keys.addAll(variant.corrections());
    }
    return DigestEditor.byKey(articles.revisions(keys.stream().distinct().toList()));
  }
}
