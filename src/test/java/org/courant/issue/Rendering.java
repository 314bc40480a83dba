package org.courant.issue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.courant.article.Article;
import org.courant.article.RevisionKey;
import org.courant.message.MailingId;
import org.courant.message.RenderedMessage;
import org.courant.message.Slot;
import org.courant.publication.Newsletters;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// What tests of a digest's rendering share: articles in, a message out.
abstract class Rendering {
  static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Map<Slot, String> MARKS =
      Map.of(Slot.NAME, "slotname0123", Slot.UNSUBSCRIBE_URL, "slotunsubscribe0123");

  @Autowired private DigestEditor editor;
  @Autowired private Newsletters newsletters;
  @TempDir Path folder;

  RenderedMessage render(ArticleDraft... drafts) throws RenderFailed {
    List<Article> articles = Arrays.stream(drafts).map(ArticleDraft::article).toList();
    var keys = articles.stream().map(Article::key).toList();
    var variant = new Issues.Variant(1, 0, keys, List.<RevisionKey>of());
    var id = UUID.fromString("00000000-0000-0000-0000-000000000001");
    var issue =
        new Issue(
            new IssueId(id),
            "weekly",
            7,
            new MailingId(id),
            "weekly-7",
            Issue.State.COMPOSED,
            null,
            "",
            NOW,
            1,
            1,
            articles.size());
    var newsletter = newsletters.named("weekly").orElseThrow();
    Digest digest = editor.lay(issue, newsletter, variant, DigestEditor.byKey(articles), MARKS);
    return new DigestRenderer(RenderTemplates.read(folder)).render(digest);
  }

  static ArticleDraft article(long id, String title) {
    return new ArticleDraft(id, title);
  }
}
