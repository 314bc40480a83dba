/// Hands one message at a time to a relay and says exactly what became of it.
///
/// `Relays` opens a connection to the first relay of the settings that answers; `SmtpConnection` is
/// used for many messages. An `Answer` tells accepted, refused (stage, code, enhanced code, text:
/// RFC 5321, RFC 3463) and lost apart, and whether the final dot had left when a connection was
/// lost. It has no tables yet and publishes no events. Settings: `relays` and `smtp`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = "publication")
@org.jspecify.annotations.NullMarked
package org.courant.smtp;
