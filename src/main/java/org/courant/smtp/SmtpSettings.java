package org.courant.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param relays the servers that mail is handed to
/// @param smtp how to talk to them
@ConfigurationProperties("courant")
@Validated
record SmtpSettings(@DefaultValue List<Relay> relays, @DefaultValue Smtp smtp) {

  /// Relays are known by their names: in figures, in health and in `pacing`.
  SmtpSettings {
    var names = new HashSet<String>();
    for (var relay : relays) {
      if (!names.add(relay.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "Setting relays: %s stands there twice; keep one of them, with as many connections as both."
                .formatted(relay.name()));
      }
    }
  }

  /// @param host the relay's name, which its certificate must carry
  /// @param folder instead of a host: a folder that gets each message as a file
  /// @param port 587 for STARTTLS, 465 for implicit TLS, 25 for a relay in one's own network
  /// @param username the account, when the relay wants one
  /// @param password its password; write `${VARIABLE}` and set it in the environment
  /// @param passwordFile a file that holds nothing but the password
  /// @param tokenFile instead of a password: a file with an OAuth 2 access token (XOAUTH2)
  /// @param tls none, wanted, required or implicit; required unless the relay is this machine
  /// @param certificates PEM file of who vouches for its certificate, instead of the system's list
  /// @param connections how many connections may be open at once
  /// @param weight its part of the connections among several relays; as `connections` unless given
  record Relay(
      @Nullable String host,
      @Nullable Path folder,
      @DefaultValue("587") int port,
      @Nullable String username,
      @Nullable Secret password,
      @Nullable Path passwordFile,
      @Nullable Path tokenFile,
      @Nullable Tls tls,
      @Nullable Path certificates,
      @DefaultValue("4") int connections,
      @Nullable Integer weight) {
    Relay {
      if (folder == null && host == null) {
        throw wrong("host", "a relay has none", "name the relay's server, or a folder");
      }
      if (folder == null && host != null && !host.matches("[A-Za-z0-9._:-]+")) {
        throw wrong("host", "\"" + host + "\" is no host name", "name the relay's server");
      }
      if (folder != null && (host != null || username != null || tls != null)) {
        throw wrong("folder", "a folder has neither host, username nor tls", "keep one of them");
      }
      if (port < 1 || port > 65_535) {
        throw wrong("port", port + " is no port", "use 587, 465 or 25");
      }
      if (connections < 1 || connections > 200) {
        throw wrong("connections", connections + " is not between 1 and 200", "start with 4");
      }
      if (weight != null && (weight < 1 || weight > 1_000)) {
        throw wrong("weight", weight + " is not between 1 and 1000", "leave it out, or use 1");
      }
      var secrets = secrets(password, passwordFile, tokenFile);
      if (secrets > 1) {
        throw wrong("password", "there are several secrets", "keep one of them");
      }
      if (username != null && secrets == 0) {
        throw wrong("username", "\"" + username + "\" has no password", "add a password-file");
      }
      if (username == null && secrets > 0) {
        throw wrong("password", "there is no username", "add it, or leave the password out");
      }
      if (username != null && !safe(tls) && !loopback(host)) {
        throw wrong("tls", tls + " may show the password to the network", "use required");
      }
    }

    private static int secrets(@Nullable Object... given) {
      var count = 0;
      for (var one : given) {
        count += one == null ? 0 : 1;
      }
      return count;
    }

    private static boolean safe(@Nullable Tls tls) {
      return tls == null || tls == Tls.REQUIRED || tls == Tls.IMPLICIT;
    }

    Tls protection() {
      if (tls != null) {
        return tls;
      }
      return loopback(host) ? Tls.NONE : Tls.REQUIRED;
    }

    /// How operators know it.
    String name() {
      return folder == null ? host + ":" + port : folder.toString();
    }

    /// True for a server that is not this machine.
    boolean elsewhere() {
      return folder == null && !loopback(host);
    }

    int share() {
      return weight == null ? connections : weight;
    }

    private static boolean loopback(@Nullable String host) {
      return "localhost".equals(host) || "127.0.0.1".equals(host) || "::1".equals(host);
    }

    private static IllegalArgumentException wrong(String key, String what, String action) {
      return new IllegalArgumentException(
          "Setting relays.%s: %s; %s.".formatted(key, what, action));
    }
  }

  /// @param helo the name given to relays; the host's own when empty
  /// @param connectTimeout how long to wait for a connection
  /// @param readTimeout how long to wait for an answer (RFC 5321 section 4.5.3.2 asks for patience)
  /// @param writeTimeout how long a packet may take to leave
  /// @param messagesPerConnection after how many messages a connection is opened anew
  /// @param deliveryNotices whether relays are asked for bounces that name the message (RFC 3461)
  record Smtp(
      @Nullable String helo,
      @DefaultValue("15s") Duration connectTimeout,
      @DefaultValue("5m") Duration readTimeout,
      @DefaultValue("2m") Duration writeTimeout,
      @DefaultValue("500") int messagesPerConnection,
      @DefaultValue("true") boolean deliveryNotices) {
    Smtp {
      if (helo != null && !helo.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]")) {
        throw new IllegalArgumentException(
            "Setting smtp.helo: \"%s\" is no host name; use this server's public name."
                .formatted(helo));
      }
      patience("connect-timeout", connectTimeout, "15s");
      patience("read-timeout", readTimeout, "5m");
      patience("write-timeout", writeTimeout, "2m");
      if (messagesPerConnection < 1) {
        throw new IllegalArgumentException(
            "Setting smtp.messages-per-connection: %d is less than 1; use 500."
                .formatted(messagesPerConnection));
      }
    }

    private static void patience(String key, Duration time, String usual) {
      if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException(
            "Setting smtp.%s: %s is not between 1 second and 1 hour; use %s."
                .formatted(key, time, usual));
      }
    }
  }
}
