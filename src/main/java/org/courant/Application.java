package org.courant;

import java.time.Clock;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/// Everything that runs in one process.
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Courant")
class Application {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
