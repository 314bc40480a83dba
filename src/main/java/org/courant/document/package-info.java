/// What feed readers get: the documents of a feed as RSS 2.0, Atom 1.0, JSON Feed 1.1 and RSS 1.0
/// (RDF), and the gate that reads a document back as a stranger would before it may be published.
///
/// Equal metadata and articles give equal bytes, whatever the host and the hour. [FeedDocuments] is
/// the module's face. It has no tables, no views and no events, and touches neither network nor
/// database.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"publication", "article"})
@org.jspecify.annotations.NullMarked
package org.courant.document;
