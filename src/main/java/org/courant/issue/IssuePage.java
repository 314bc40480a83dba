package org.courant.issue;

import java.util.List;
import org.courant.article.Article;
import org.courant.publication.Newsletter;

/// What the page of an issue shows: all its articles that are not withdrawn, whatever a reader's
/// topics are, with the corrections that they have now.
///
/// @param withdrawn how many articles have been withdrawn since
public record IssuePage(
    Newsletter newsletter, Issue issue, List<Article> articles, int withdrawn) {}
