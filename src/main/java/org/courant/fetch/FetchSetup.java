package org.courant.fetch;

import java.time.Clock;
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
    return new Fetcher(UserAgent.of(version, baseUrl, contact), clock);
  }

  @Bean
  Callbacks callbacks(
      @Value("${spring.application.version:0}") String version,
      @Value("${courant.publication.base-url:}") String baseUrl,
      @Value("${courant.publication.contact:}") String contact,
      Clock clock) {
    return new Callbacks(UserAgent.of(version, baseUrl, contact), clock);
  }
}
