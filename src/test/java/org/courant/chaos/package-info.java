/// Courant under fire: real servers mail thousands of readers through a relay that misbehaves,
/// while they and their PostgreSQL are killed again and again. What the relay has in the end is
/// held against what the ledger says. `scripts/chaos` runs it at length, `ChaosTests` in short.
@org.jspecify.annotations.NullMarked
package org.courant.chaos;
