/// Turns the bytes of a feed (RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed) into items. It
/// touches no network and no database and needs no running application. What comes out is still
/// foreign: HTML is uncleaned and links may be relative. A document that cannot be read at all is
/// an `UnreadableDocument`; what could be read around a fault comes with a warning that names the
/// item.
///
/// A feed's bytes become text (`FeedText`), the text a tree (`XmlTree`; `XmlRepair` first where the
/// parser refuses it), the tree items (`RssReader`, `AtomReader`). Libraries for feeds read too
/// much or too little of this: dates, authors, texts and links are read here, by the standards.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"command"})
@org.jspecify.annotations.NullMarked
package org.courant.extract;
