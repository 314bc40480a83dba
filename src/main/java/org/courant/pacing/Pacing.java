package org.courant.pacing;

import java.util.List;
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

  /// All domains that share their limits and troubles with this one, and the first of them is the
  /// name that they are known by.
  public List<String> provider(String domain) {
    return limits.provider(domain);
  }
}
