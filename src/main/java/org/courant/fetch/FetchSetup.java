package org.courant.fetch;

import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FetchSetup {

  /// Says to the servers who asks and where to complain.
  @Bean
  Fetcher fetcher(
      @Value("${spring.application.version:0}") String version,
      @Value("${courant.publication.base-url:}") String baseUrl,
      @Value("${courant.publication.contact:}") String contact,
      Clock clock) {
    return new Fetcher(agent(version, baseUrl, contact), clock);
  }

  @Bean
  Callbacks callbacks(
      @Value("${spring.application.version:0}") String version,
      @Value("${courant.publication.base-url:}") String baseUrl,
      @Value("${courant.publication.contact:}") String contact,
      Clock clock) {
    return new Callbacks(agent(version, baseUrl, contact), clock);
  }

  /// A mailbox of this machine is nobody's to write to.
  static String agent(String version, String baseUrl, String contact) {
    var mailbox = contact.endsWith("@localhost") ? "" : contact;
    var who =
        Stream.of(baseUrl.isBlank() ? "" : "+" + baseUrl, mailbox)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("; "));
    return "Courant/" + version + (who.isEmpty() ? "" : " (" + who.replaceAll("[^ -~]", "") + ")");
  }
}
