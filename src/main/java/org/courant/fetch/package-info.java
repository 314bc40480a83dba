/// HTTP to addresses that others chose. Every fetch resolves the host once, refuses addresses that
/// are not public (unless the caller marks them internal), connects to the very address it checked,
/// follows at most five redirects with the same check at each, and stops at limits of bytes, of
/// decompressed bytes and of time. Each hop waits for its turn at its host: of one host this
/// process asks one document at a time, whoever wants it. The answer is a value; nothing here
/// throws for what a server does. `Callbacks` calls addresses that others gave us to call, behind
/// the same guard; it follows no redirect and waits for no turn, since who calls bounds how many
/// calls a host gets.
///
/// Tables, views and events: none.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.fetch;
