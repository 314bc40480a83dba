package org.courant.pacing;

import org.springframework.stereotype.Component;

/// What a sending node asks.
@Component
public class Pacing {
  private final Limits limits;
  private final Leases leases;
  private final ConnectionLeases connections;
  private final DomainStates states;

  Pacing(Limits limits, Leases leases, ConnectionLeases connections, DomainStates states) {
    this.limits = limits;
    this.leases = leases;
    this.connections = connections;
    this.states = states;
  }

  /// A node's own pace, which heeds what all nodes share.
  public Pace join() {
    var own = new Connections(limits.caps(), connections);
    return new Pace(limits, leases, own, new Domains(states));
  }
}
