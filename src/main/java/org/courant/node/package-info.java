/// The processes that send, as each other sees them: which of them live, and which of them reach no
/// relay. It has no tables; the numbers come from a sequence, and what lives is an advisory lock of
/// PostgreSQL's.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {})
@org.jspecify.annotations.NullMarked
package org.courant.node;
