/// Says how many messages may leave now, and to which domains: rates of all mail, of each relay and
/// of each recipient domain, a relay's warm-up, connections in all, a relay and a domain, and
/// domains that refuse our mail or ask for less.
///
/// Tables: `relay_rate` (what was granted of each second's or day's allowance), `domain_state`
/// (domains in trouble), `connection_lease` (which node has how many of the connections that all
/// may have). No views or events. All nodes share them: `Pace` leases portions of an allowance for
/// its node, in one statement for all that it needs, and looks at the domains and renews its
/// connections once a second. When the database is away nothing is granted. A domain that refuses
/// us is paused, then tried by one message of one node, and flows again or is paused for longer;
/// one that asks for less rests shortly and then gets more step by step. With no limit and no
/// domain in trouble it costs nothing. It is a module beside `smtp`, which has as many files as a
/// module should have. Settings: `pacing`.
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"database", "smtp"})
@org.jspecify.annotations.NullMarked
package org.courant.pacing;
