package org.courant.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the process itself is told.
///
/// @param role what it was started for: `serve`, `command` or `test`
/// @param templates folder of the templates; what it lacks comes from the jar
/// @param insecureLinksAllowed whether mail may carry http links; only a trial on one's own machine
///   sets it
@ConfigurationProperties("courant")
record PlatformSettings(
    @DefaultValue("command") String role,
    @DefaultValue("templates") String templates,
    @DefaultValue("false") boolean insecureLinksAllowed) {}
