package org.courant.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the demo tells the application it starts.
///
/// @param demo the demo's own values
/// @param data the installation's folder
@ConfigurationProperties("courant")
record DemoSettings(@DefaultValue Values demo, @DefaultValue("data") String data) {

  /// @param baseUrl address of the demo's pages
  /// @param smtpPort port of the demo's relay
  /// @param files folder of the sample publication
  record Values(
      @Nullable String baseUrl,
      @DefaultValue("3025") int smtpPort,
      @DefaultValue("config/demo") String files) {}
}
