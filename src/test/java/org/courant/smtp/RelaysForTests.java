package org.courant.smtp;

import java.time.Duration;
import java.util.List;

/// Relays on this machine, for the tests of every module.
public final class RelaysForTests {
  private RelaysForTests() {}

  public static Relays of(int port, int connections, int perConnection) {
    var relay = new SmtpSettings.Relay("127.0.0.1", port, null, null, null, null, connections);
    return new Relays(new SmtpSettings(List.of(relay), smtp(perConnection)));
  }

  public static Relays none() {
    return new Relays(new SmtpSettings(List.of(), smtp(1)));
  }

  static SmtpSettings.Smtp smtp(int perConnection) {
    return new SmtpSettings.Smtp(
        "courant.test",
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        perConnection);
  }
}
