/// One edition of a newsletter: which articles, for whom, and what it looks like.
///
/// [IssueLaunch] composes an issue and freezes its mailing in one transaction: candidates are
/// numbered, each reader gets a bit mask of what they have not had, and readers with the same mask
/// share a variant. Each variant is rendered after that commit, once, and the mailing is released;
/// launching it again goes on with what a kill left unrendered, or it is given up.
///
/// - Tables: `issue`, `issue_item` (all its articles), `issue_variant`, `issue_variant_item` (what
///   one variant shows), `issue_template` (the sources it was rendered from). Views and events:
///   none.
/// - Pages: `/newsletters/{slug}` and `/newsletters/{slug}/{number}`, anonymous and the same for
///   everybody.
/// - Templates: `templates/newsletter/digest/` (the folder `courant.templates` first, then the
///   jar).
/// - Settings: `templates`, and `issues` (how long one is worth delivering).
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "article", "subscriber", "message", "delivery"})
@org.jspecify.annotations.NullMarked
package org.courant.issue;
