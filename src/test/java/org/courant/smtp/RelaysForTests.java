package org.courant.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;

/// Relays on this machine, for the tests of every module.
public final class RelaysForTests {
  static final Envelope ADA = new Envelope("bounce+1@courant.test", "ada@example.org");
  static final byte[] MESSAGE = "Subject: x\r\n\r\nx\r\n".getBytes(US_ASCII);

  private RelaysForTests() {}

  /// A small message, over a connection of its own.
  static Answer send(Relays relays) throws RelayUnavailable {
    try (var connection = relays.connect()) {
      return connection.send(ADA, MESSAGE);
    }
  }

  public static Relays of(int port, int connections, int perConnection) {
    return of(perConnection, at(port).connections(connections));
  }

  /// A relay that may take half a minute for its answer.
  public static Relays patient(int port) {
    var smtp =
        new SmtpSettings.Smtp(
            "courant.test",
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            100,
            true);
    return new Relays(new SmtpSettings(List.of(at(port).settings()), smtp), Clock.systemUTC());
  }

  /// Two relays with a connection each.
  public static Relays two(int perConnection, int port, int another) {
    return of(perConnection, at(port), at(another));
  }

  public static Relays none() {
    return of(1);
  }

  static Relays of(int perConnection, One... relays) {
    return of(Clock.systemUTC(), perConnection, relays);
  }

  static Relays of(Clock clock, int perConnection, One... relays) {
    var settings = Arrays.stream(relays).map(One::settings).toList();
    return new Relays(new SmtpSettings(List.copyOf(settings), smtp(perConnection)), clock);
  }

  static SmtpSettings.Smtp smtp(int perConnection) {
    return new SmtpSettings.Smtp(
        "courant.test",
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        perConnection,
        true);
  }

  static One at(int port) {
    return new One("127.0.0.1", port, null, null, null, null, null, 1, null);
  }

  /// One relay's settings, those that a test speaks of.
  record One(
      String host,
      int port,
      @Nullable String user,
      @Nullable Secret password,
      @Nullable Path tokenFile,
      @Nullable Tls tls,
      @Nullable Path certificates,
      int connections,
      @Nullable Integer weight) {

    One host(String name) {
      return new One(name, port, user, password, tokenFile, tls, certificates, connections, weight);
    }

    One user(String name, String secret) {
      return new One(
          host, port, name, new Secret(secret), null, tls, certificates, connections, weight);
    }

    One token(String name, Path file) {
      return new One(host, port, name, null, file, tls, certificates, connections, weight);
    }

    One tls(Tls kind) {
      return new One(
          host, port, user, password, tokenFile, kind, certificates, connections, weight);
    }

    One certificates(Path file) {
      return new One(host, port, user, password, tokenFile, tls, file, connections, weight);
    }

    One connections(int number) {
      return new One(host, port, user, password, tokenFile, tls, certificates, number, weight);
    }

    One weight(int part) {
      return new One(host, port, user, password, tokenFile, tls, certificates, connections, part);
    }

    SmtpSettings.Relay settings() {
      return new SmtpSettings.Relay(
          host,
          null,
          port,
          user,
          password,
          null,
          tokenFile,
          tls,
          certificates,
          connections,
          weight);
    }
  }
}
