package org.courant.serving;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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

  /// Pages and whatever may wait run on virtual threads. Connections are read on the operating
  /// system's: virtual ones would wake each other for it, a tenth more of processor time a request.
  @Bean
  WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> feedsInJetty(FeedAnswers answers) {
    return factory -> {
      var threads = new QueuedThreadPool();
      threads.setName("web");
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
      factory.setThreadPool(threads);
      factory.addServerCustomizers(
          server -> {
            server.setHandler(
                new FeedFront(server.getHandler(), answers, threads.getVirtualThreadsExecutor()));
            server.setErrorHandler(ServingSetup::refuse);
          });
    };
  }

  /// Says what is wrong with a request that never came to a page, and no more than that.
  private static boolean refuse(Request request, Response response, Callback callback) {
    response.getHeaders().put("Content-Type", "text/plain;charset=utf-8");
    Content.Sink.write(
        response, true, HttpStatus.getMessage(response.getStatus()) + "\n", callback);
    return true;
  }
}
