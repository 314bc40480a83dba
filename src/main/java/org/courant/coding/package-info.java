/// Content codings of HTTP (RFC 9110, section 8.4.1): what a document is packed in for the way, and
/// which of them a reader takes.
///
/// gzip is everywhere; Brotli and Zstandard come from native libraries. On a platform that these
/// were not built for, a copy in that coding is not made; one that another node made is still fit
/// to be sent, since nobody here has to unpack it.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.coding;
