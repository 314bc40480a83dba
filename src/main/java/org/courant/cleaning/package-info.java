/// Makes what strangers wrote safe to keep: a subset of HTML that neither runs nor tracks, plain
/// text of it, single lines without control characters, and absolute web addresses.
///
/// It is the way in: what has passed here is still escaped on the way out. No tables, views or
/// events.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.cleaning;
