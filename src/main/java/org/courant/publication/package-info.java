/// The publication itself: its title, address, language and zone, its sections and newsletters, and
/// the secret from which every key of the installation is derived.
///
/// Sections and newsletters are declared in the configuration. At the start of a server they are
/// written to the tables `section` and `newsletter`, so that what vanished from the configuration
/// stays known as *retired*: an article keeps its section, an issue its newsletter.
///
/// A server whose configuration differs from that of a running one refuses to start.
///
/// Tables: `section`, `newsletter`, `running_server`. Views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.publication;
