package org.courant;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Courant for the benches: a PostgreSQL of its own with durable settings, no schedule, no web.
public final class Bench {
  private Bench() {}

  public static ConfigurableApplicationContext start(Path data, String... settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--courant.role=command",
                "--courant.data=" + data,
                "--spring.config.location=classpath:/,classpath:/config/",
                "--spring.main.lazy-initialization=true",
                "--spring.quartz.auto-startup=false",
                "--spring.main.banner-mode=off"));
    arguments.addAll(List.of(settings));
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .run(arguments.toArray(String[]::new));
  }
}
