package org.courant.article;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The picture that stands for an article. An `alt` of null is unknown, an empty one says
/// decoration.
public record ArticleImage(URI url, @Nullable String alt) {}
