package org.courant.serving;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServingSetup {
  /// In bytes. A packed feed of 100 articles leaves in one or two system calls, not in ten.
  private static final String WRITE_BUFFER = "32768";

  @Bean
  FilterRegistrationBean<FeedFilter> feedFilter(FeedAnswers answers) {
    var registration = new FilterRegistrationBean<>(new FeedFilter(answers));
    registration.addUrlPatterns("/feeds/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> feedsInTomcat(
      FeedAnswers answers) {
    return server -> {
      server.addEngineValves(new FeedValve(answers));
      server.addConnectorCustomizers(
          connector -> connector.setProperty("socket.appWriteBufSize", WRITE_BUFFER));
    };
  }
}
