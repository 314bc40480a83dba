package org.courant.serving;

import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ServingSetup {
  @Bean
  FilterRegistrationBean<FeedFilter> feedFilter(FeedAnswers answers) {
    var registration = new FilterRegistrationBean<>(new FeedFilter(answers));
    registration.addUrlPatterns("/feeds/*");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> feedsInJetty(FeedAnswers answers) {
    var others = Executors.newVirtualThreadPerTaskExecutor();
    return factory ->
        factory.addServerCustomizers(
            server -> server.setHandler(new FeedFront(server.getHandler(), answers, others)));
  }
}
