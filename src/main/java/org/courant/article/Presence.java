package org.courant.article;

/// A published article and the guid under which its site showed it last.
public record Presence(String guid, long articleId) {}
