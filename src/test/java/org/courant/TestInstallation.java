package org.courant;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// A fresh data folder and a running relay for the suite's context.
class TestInstallation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var relay = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    relay.start();
    context.getBeanFactory().registerSingleton("testRelay", relay);
    Map<String, Object> properties =
        Map.of(
            "courant.data", freshFolder().toString(),
            "courant.relays[0].host", "127.0.0.1",
            "courant.relays[0].port", relay.getSmtp().getPort());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test installation", properties));
  }

  private static Path freshFolder() {
    try {
      Path target = Files.createDirectories(Path.of("target", "test-data"));
      return Files.createTempDirectory(target.toAbsolutePath(), "installation-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
