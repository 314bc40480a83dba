/// What a person does with mailings from the command line: see them, pause, resume and cancel them,
/// verify the equation, and settle what nobody can know.
///
/// A running server heeds a pause or a cancellation at its next mark: what is in transit then still
/// leaves, at most a window a connection. It has no tables, views or events. Commands: `mailings`,
/// `mailing pause`, `mailing resume`, `mailing cancel`, `verify`, `deliveries resolve`, `domains`,
/// `domains resume`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"delivery", "message", "command", "pacing"})
@org.jspecify.annotations.NullMarked
package org.courant.mailing;
