package org.courant.issue;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param templates folder of the templates; what it lacks comes from the jar
@ConfigurationProperties("courant")
record IssueSettings(@DefaultValue("templates") Path templates) {}
