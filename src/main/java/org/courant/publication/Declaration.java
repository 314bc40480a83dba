package org.courant.publication;

import java.sql.SQLException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/// Writes what the configuration declares to the database, before anything else of a server starts;
/// a command only reads.
@Component
@ConditionalOnExpression("'${courant.role}' != 'command'")
class Declaration implements SmartLifecycle {
  private final RunningServers servers;
  private final ConfigurableEnvironment environment;
  private final Sections sections;
  private final Newsletters newsletters;
  private volatile boolean declared;

  Declaration(
      RunningServers servers,
      ConfigurableEnvironment environment,
      Sections sections,
      Newsletters newsletters) {
    this.servers = servers;
    this.environment = environment;
    this.sections = sections;
    this.newsletters = newsletters;
  }

  @Override
  public void start() {
    try {
      servers.enter(environment);
    } catch (SQLException e) {
      throw new IllegalStateException(
          "the running servers cannot be compared: " + e.getMessage(), e);
    }
    sections.declare();
    newsletters.declare();
    declared = true;
  }

  @Override
  public void stop() {
    declared = false;
  }

  @Override
  public boolean isRunning() {
    return declared;
  }

  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
