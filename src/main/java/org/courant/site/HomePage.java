package org.courant.site;

import java.util.List;
import org.courant.article.Article;
import org.courant.publication.Newsletter;

/// What the home page shows.
///
/// @param latest newest first
public record HomePage(List<Article> latest, List<Newsletter> newsletters) {}
