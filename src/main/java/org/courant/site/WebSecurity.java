package org.courant.site;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.courant.publication.Publication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Which addresses the web may reach, and the headers that each answer carries.
///
/// Whatever is not named here is answered with 404, so that nobody learns what exists. There is no
/// session and no cookie, hence nothing that a forged cross-site request could borrow: forms are
/// guarded by the token in their own address.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class WebSecurity {
  private static final String[] READ = {
    "/",
    "/feeds",
    "/feeds/**",
    "/feeds.opml",
    "/newsletters",
    "/newsletters/**",
    "/unsubscribe/**",
    "/websub/*",
    "/*.css",
    "/copy.js",
    "/favicon.svg",
    "/favicon.ico",
    "/robots.txt",
    "/error"
  };
  private static final String[] ACT = {"/unsubscribe/**", "/websub/*"};

  /// What programs call: whichever the method, the module that answers looks at the request's token
  /// or says in the program's own terms which method it takes.
  private static final String[] PROGRAMS = {"/hub", "/api/v1/articles", "/api/v1/articles/*"};

  @Bean
  SecurityFilterChain publicPages(
      HttpSecurity http, Publication publication, Environment environment) {
    boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
    return http.authorizeHttpRequests(requests -> permit(requests, demo))
        .exceptionHandling(
            refused ->
                refused
                    .authenticationEntryPoint(
                        (_, response, _) -> response.sendError(HttpServletResponse.SC_NOT_FOUND))
                    .accessDeniedHandler(
                        (_, response, _) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
        .headers(headers -> protect(headers, publication))
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  /// Nobody signs in yet; without this Spring Boot makes up a user and logs its password.
  @Bean
  UserDetailsService nobody() {
    return name -> {
      throw new UsernameNotFoundException("nobody signs in here");
    };
  }

  private static void permit(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests,
      boolean demo) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
        .permitAll()
        .requestMatchers(GET, READ)
        .permitAll()
        .requestMatchers(HEAD, READ)
        .permitAll()
        .requestMatchers(POST, ACT)
        .permitAll()
        .requestMatchers(PROGRAMS)
        .permitAll()
        .requestMatchers(EndpointRequest.toAnyEndpoint())
        .permitAll();
    if (demo) {
      requests.requestMatchers("/demo", "/demo/**").permitAll();
    }
    requests.anyRequest().denyAll();
  }

  private static void protect(HeadersConfigurer<HttpSecurity> headers, Publication publication) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy(publication)))
        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin);
  }

  /// A page that shows foreign markup, such as an issue as it was mailed, sets a policy of its own;
  /// a header that is already there stays. Without TLS, the publication's own pictures are neither
  /// https nor always from this very host.
  private static String contentPolicy(Publication publication) {
    String pictures = publication.secure() ? "" : " " + publication.baseUrl();
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:%s; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
        .formatted(pictures);
  }
}
