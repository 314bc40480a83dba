package org.courant;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.courant.command.Console;
import org.courant.command.Launch;
import org.courant.command.PortConverter;
import org.courant.command.Role;
import org.courant.command.ServerLock;
import org.courant.command.TopLevel;
import org.courant.publication.Publication;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "serve",
    description = "Runs the server: pulls, publishes, mails by its schedule and answers readers.")
class ServeCommand implements Callable<Integer> {
  private final Launch launch;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port to listen on; 8080 unless given, 0 for any free one.")
  private int port = 8080;

  ServeCommand(Launch launch) {
    this.launch = launch;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (ServerLock lock = ServerLock.take(launch.data(Path.of("data")));
        var context = launch.start(Role.SERVE, Map.of("server.port", port))) {
      String address =
          "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
      lock.announce(address);
      Console.of(spec)
          .printf("%s is served at %s%n", context.getBean(Publication.class).title(), address);
      var closed = new CountDownLatch(1);
      context.addApplicationListener(
          (ApplicationListener<ContextClosedEvent>) _ -> closed.countDown());
      closed.await();
    }
    return 0;
  }
}
