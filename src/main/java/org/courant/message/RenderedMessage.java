package org.courant.message;

/// One variant as the templates gave it: plain-text subject, HTML page and plain text, with slot
/// marks where a reader's own values stand.
public record RenderedMessage(String subject, String html, String text) {}
