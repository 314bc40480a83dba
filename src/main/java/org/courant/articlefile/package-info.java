/// Turns the file of one article into an item: Markdown or HTML with front matter in YAML or TOML,
/// by the keys that well-known site generators use. It touches no network and no database and needs
/// no running application. What comes out is still foreign, as what `extract` reads from feeds is.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"extract"})
@org.jspecify.annotations.NullMarked
package org.courant.articlefile;
