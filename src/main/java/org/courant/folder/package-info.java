/// Pulls of a folder of articles' files, as Courant, Jekyll and Hugo lay them out. A file that is
/// gone withdraws its article; a file that cannot be read does not.
///
/// Tables: `source_item` (which of a site's guids a folder showed, so that two sources of one site
/// do not withdraw each other's articles). No views, no events.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "extract", "articlefile", "article", "source"})
@org.jspecify.annotations.NullMarked
package org.courant.folder;
