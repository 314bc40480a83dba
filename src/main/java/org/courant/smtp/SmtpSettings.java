package org.courant.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.courant.publication.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param relays the servers that mail is handed to; the first that answers is used
/// @param smtp how to talk to them
@ConfigurationProperties("courant")
@Validated
record SmtpSettings(@DefaultValue List<Relay> relays, @DefaultValue Smtp smtp) {

  /// @param host the relay's name, which its certificate must carry
  /// @param port 587 for STARTTLS, 465 for implicit TLS, 25 for a relay in one's own network
  /// @param username the account, when the relay wants one
  /// @param password its password; write `${VARIABLE}` and set it in the environment
  /// @param passwordFile a file that holds nothing but the password
  /// @param tls none, wanted, required or implicit; required unless the relay is this machine
  /// @param connections how many connections may be open at once
  record Relay(
      String host,
      @DefaultValue("587") int port,
      @Nullable String username,
      @Nullable Secret password,
      @Nullable Path passwordFile,
      @Nullable Tls tls,
      @DefaultValue("4") int connections) {
    Relay {
      if (host == null || !host.matches("[A-Za-z0-9._:-]+")) {
        throw wrong("host", "\"" + host + "\" is no host name", "name the relay's server");
      }
      if (port < 1 || port > 65_535) {
        throw wrong("port", port + " is no port", "use 587, 465 or 25");
      }
      if (connections < 1 || connections > 200) {
        throw wrong("connections", connections + " is not between 1 and 200", "start with 4");
      }
      if (password != null && passwordFile != null) {
        throw wrong("password", "there is a password-file too", "keep one of them");
      }
      if (username != null && password == null && passwordFile == null) {
        throw wrong("username", "\"" + username + "\" has no password", "add a password-file");
      }
      if (username != null && tls == Tls.NONE && !loopback(host)) {
        throw wrong("tls", "none would show the password to the network", "use required");
      }
    }

    Tls protection() {
      if (tls != null) {
        return tls;
      }
      return loopback(host) ? Tls.NONE : Tls.REQUIRED;
    }

    private static boolean loopback(String host) {
      return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("::1");
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
  record Smtp(
      @Nullable String helo,
      @DefaultValue("15s") Duration connectTimeout,
      @DefaultValue("5m") Duration readTimeout,
      @DefaultValue("2m") Duration writeTimeout,
      @DefaultValue("500") int messagesPerConnection) {
    Smtp {
      if (helo != null && !helo.matches("[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]")) {
        throw new IllegalArgumentException(
            "Setting smtp.helo: \"%s\" is no host name; use this server's public name."
                .formatted(helo));
      }
      if (messagesPerConnection < 1) {
        throw new IllegalArgumentException(
            "Setting smtp.messages-per-connection: %d is less than 1; use 500."
                .formatted(messagesPerConnection));
      }
    }
  }
}
