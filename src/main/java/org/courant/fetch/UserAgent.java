package org.courant.fetch;

import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/// What servers are told of who asks (RFC 9110, section 10.1.5).
final class UserAgent {
  private UserAgent() {}

  /// The product, and in brackets where its operator is to be found. A mailbox or an address of
  /// this machine alone leads nobody anywhere.
  ///
  /// @param contact a mailbox or an address; what is empty is left out
  static String of(String version, String baseUrl, String contact) {
    var site = baseUrl.matches("(?i)https?://(localhost|127\\.|\\[).*") ? "" : baseUrl;
    var mailbox = contact.endsWith("@localhost") ? "" : contact;
    var who =
        Stream.of(site.isBlank() ? "" : "+" + site, mailbox)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("; "));
    return "Courant/" + version + (who.isEmpty() ? "" : " (" + who.replaceAll("[^ -~]", "") + ")");
  }

  /// The same without the application, which knows its version otherwise.
  static String of(String baseUrl, String contact) {
    var own = new YamlPropertiesFactoryBean();
    own.setResources(new ClassPathResource("application.yaml"));
    var properties = Objects.requireNonNullElseGet(own.getObject(), Properties::new);
    return of(properties.getProperty("spring.application.version", "0"), baseUrl, contact);
  }
}
