/// The ledger of what was published: identity, revisions, sections, withdrawals.
///
/// - Tables: `article` (identity and state), `article_alias` (every native id an article was known
///   by), `article_revision` (what it said, each time), `article_section` (sections of the current
///   revision), `article_telling` (what each source of a site said last of it).
/// - Who tells an edit first makes the revision; the other sources of the site, in whose words it
///   differs, then follow: their word of it adds only what the first does not know. What a source
///   withdrew, the others' words do not bring back.
/// - Views for other modules: `article_candidate` (not withdrawn, eligible for digests),
///   `article_topic` (article and section), `article_state` (article, its revision and withdrawal:
///   what to compare with to see what changed).
/// - Event: [ArticlesChanged], after a pull that changed something; other nodes hear of it by the
///   notification `courant_articles`.
/// - What sources say goes through [Ledger], which cleans foreign text and HTML once; reads through
///   [Articles].
/// - A correction, a withdrawal and a return are revisions too, with who did it and why. An admin's
///   withdrawal stays until an admin ends it; an admin's correction until the source brings its
///   own. Command: `article`.
/// - A date in the future is not believed before it has come: until then an article carries the
///   instant it was first seen.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "command", "cleaning"})
@org.jspecify.annotations.NullMarked
package org.courant.article;
