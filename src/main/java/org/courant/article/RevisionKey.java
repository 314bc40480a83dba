package org.courant.article;

/// One revision of one article, counted from 1.
public record RevisionKey(long articleId, int revision) {}
