package org.courant.message;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param message what stands in every message
/// @param insecureLinksAllowed whether mail may carry http links; only a trial on one's own machine
///   sets it
@ConfigurationProperties("courant")
@Validated
record MessageSettings(
    @DefaultValue Message message, @DefaultValue("false") boolean insecureLinksAllowed) {

  /// @param bounceDomain where bounces and mailed unsubscriptions arrive; the sender's own domain
  ///   when empty
  record Message(@Nullable String bounceDomain) {
    Message {
      if (bounceDomain != null) {
        check(bounceDomain);
      }
    }

    private static void check(String domain) {
      try {
        MailAddress.parse("bounce@" + domain);
      } catch (IllegalArgumentException _) {
        throw new IllegalArgumentException(
            "Setting message.bounce-domain: \"%s\" is no domain; name one that receives mail."
                .formatted(domain));
      }
    }
  }
}
