package org.courant.publication;

import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublicationSetup {

  @Bean
  Publication publication(PublicationSettings settings) {
    return settings.publication().publication(settings.hub().outside());
  }

  @Bean
  Keys keys(PublicationSettings settings) {
    return new Keys(InstallationSecret.find(settings.secret(), Path.of(settings.data())));
  }
}
