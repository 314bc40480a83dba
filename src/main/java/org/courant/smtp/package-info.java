/// Hands one message at a time to a relay and says exactly what became of it.
///
/// `Relays` spreads connections over the relays of the settings by weight and leaves one that fails
/// alone for a while (`RelayUnavailable` says till when; `RelayHealth` and the health endpoint show
/// it); a relay may also be a folder. `SmtpConnection` is used for many messages. An `Answer` tells
/// accepted, refused (stage, code, enhanced code, text: RFC 5321, RFC 3463), not sendable here, and
/// lost apart, and whether the final dot had left when a connection was lost; `transcript` tells
/// the rest. It has no tables and publishes no events. Settings: `relays` and `smtp`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = "publication")
@org.jspecify.annotations.NullMarked
package org.courant.smtp;
