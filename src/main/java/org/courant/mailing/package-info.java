/// What a person sees of mailings and does with them: how far and how fast they go, on the console,
/// as server-sent events and as figures for Prometheus; single recipients' messages with what was
/// said of those that were not taken; pause, resume and cancel; the equation; what nobody can know.
///
/// A look adds up blocks and costs milliseconds; only `verify` counts rows. The events
/// (`/actuator/mailings`, on the management port alone) name mailings and counts, never readers. A
/// running server heeds a pause or a cancellation at its next mark: what is in transit then still
/// leaves, at most a window a connection. It has no tables, views or events of the application.
/// Commands: `mailings`, `mailing watch`, `mailing pause`, `mailing resume`, `mailing cancel`,
/// `verify`, `deliveries show`, `deliveries resolve`, `domains`, `domains resume`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"delivery", "message", "smtp", "command", "pacing"})
@org.jspecify.annotations.NullMarked
package org.courant.mailing;
