/// Finds the best way to pull a site of which only an address is known: WordPress' REST API, which
/// tells whole texts, edits and deletions; then a feed, which tells the newest items; then the
/// sitemap and its pages. Each way is tried by reading some articles of it, so that what is
/// proposed has been seen to work; all are shown, and one that gives next to nothing is not the
/// best. A site that cannot be had ends it, and so does a minute. It keeps nothing.
///
/// Tables, views and events: none. Commands: `source` with its subcommands, of which `probe`, and
/// `read`, which shows what is read from a feed, an article's file or a web page, are here.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {
      "fetch",
      "extract",
      "articlefile",
      "source",
      "wordpress",
      "page",
      "command"
    })
@org.jspecify.annotations.NullMarked
package org.courant.discover;
