package org.courant.delivery;

import java.time.Clock;
import javax.sql.DataSource;
import org.courant.smtp.Relays;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Sends as long as the server runs.
@Component
@ConditionalOnProperty(name = "courant.role", havingValue = "serve")
class Sender implements SmartLifecycle {

  @Configuration(proxyBeanMethods = false)
  static class Assembly {
    /// Gathered here, since a sending is made at each start.
    @Bean
    Sending.Parts sendingParts(
        DataSource database,
        Claims claims,
        Transits transits,
        Dispatch dispatch,
        MailingStates states,
        Upkeep upkeep,
        Relays relays,
        Clock clock,
        DeliverySettings settings) {
      return new Sending.Parts(
          database, claims, transits, dispatch, states, upkeep, relays, clock, settings);
    }
  }

  private final Sending.Parts parts;
  private volatile @Nullable Sending sending;

  Sender(Sending.Parts parts) {
    this.parts = parts;
  }

  @Override
  public void start() {
    sending = Sending.start(parts);
  }

  @Override
  public void stop() {
    var running = sending;
    sending = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return sending != null;
  }
}
