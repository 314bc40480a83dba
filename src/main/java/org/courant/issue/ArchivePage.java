package org.courant.issue;

import java.util.List;
import org.courant.publication.Newsletter;

/// What the page of a newsletter shows.
///
/// @param issues newest first
public record ArchivePage(Newsletter newsletter, List<Issue> issues) {}
