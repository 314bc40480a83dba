package org.courant.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.courant.campaign.Campaign;
import org.courant.campaign.Campaigns;
import org.courant.command.Console;
import org.courant.command.Launch;
import org.courant.command.PortConverter;
import org.courant.command.Role;
import org.courant.command.ServerLock;
import org.courant.command.TopLevel;
import org.courant.publication.Newsletters;
import org.courant.publication.Publication;
import org.courant.subscriber.Readers;
import org.courant.subscriber.RefusedRow;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@TopLevel
@Command(
    name = "demo",
    description = {
      "Runs the whole of Courant on a sample publication: pulls, publishes, mails.",
      "Everything it makes stays below data/demo (with --source: data/try), and no mail leaves this machine."
    })
class DemoCommand implements Callable<Integer> {
  private static final Path SAMPLE = Path.of("config", "demo");

  private final Launch launch;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--once", description = "Do the whole job once and end.")
  private boolean once;

  @Option(names = "--readers", paramLabel = "N", description = "Add N made-up readers.")
  private int readers;

  @Option(
      names = "--source",
      paramLabel = "WHERE",
      description =
          "Try it on your own articles: the address of your site or its feed, or a folder of Markdown or HTML files.")
  private @Nullable String source;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Port of the pages; the next free one from 8080 unless given.")
  private int port = 8080;

  DemoCommand(Launch launch) {
    this.launch = launch;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (readers < 0) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--readers is %d; give 0 or more".formatted(readers));
    }
    var folder = new DemoFolder(launch.data(Path.of("data", source == null ? "demo" : "try")));
    launch.useData(folder.data());
    @Nullable TrialSource tried = source == null ? null : tried(source, folder);
    try (ServerLock lock = ServerLock.take(folder.data())) {
      launch.useConfiguration(
          tried == null ? SAMPLE : TrialConfiguration.write(tried, folder.data()));
      int web = Ports.freeFrom(port);
      if (web != port && port != 0) {
        Console.of(spec).printf("Port %d is in use; the pages are at port %d.%n", port, web);
      }
      String address = "http://localhost:" + web;
      lock.announce(address);
      return serve(folder, address, web);
    }
  }

  private TrialSource tried(String given, DemoFolder folder) throws IOException {
    var progress = new Progress(Console.of(spec));
    progress.accept("Looking at " + given);
    TrialSource tried = TrialSource.of(given);
    progress.end();
    tried.found().ifPresent(sentence -> Console.of(spec).println(sentence));
    ServerLock.take(folder.data()).close();
    TrialConfiguration.makeRoom(tried, folder.data())
        .ifPresent(
            aside -> Console.of(spec).printf("The trial of another source is now in %s.%n", aside));
    return tried;
  }

  private int serve(DemoFolder folder, String address, int web)
      throws IOException, InterruptedException {
    try (var relay = new DemoRelay(new MailFolder(folder.mail()))) {
      var farewell = new Farewell(Console.of(spec), folder, relay);
      ConfigurableApplicationContext context =
          launch.start(Role.SERVE, overrides(address, relay.port(), web));
      farewell.watch(context);
      int status = workUnlessStopped(context, folder, address, farewell);
      if (once) {
        farewell.done();
        context.close();
        return status;
      }
      context.getBean(SchedulerFactoryBean.class).start();
      Console.of(spec)
          .printf("%n  Articles and campaigns go on by their schedule. Ctrl-C stops.%n");
      Console.of(spec).flush();
      new CountDownLatch(1).await();
      return status;
    }
  }

  private int workUnlessStopped(
      ConfigurableApplicationContext context, DemoFolder folder, String address, Farewell farewell)
      throws IOException, InterruptedException {
    try {
      return work(context, folder, address);
    } catch (RuntimeException e) {
      if (farewell.stopping()) {
        // What fails because Ctrl-C has closed it is no news; the process ends by the signal.
        new CountDownLatch(1).await();
      }
      throw e;
    }
  }

  private Map<String, Object> overrides(String address, int smtp, int web) {
    var values = new HashMap<String, Object>();
    values.put("spring.profiles.active", "demo");
    values.put("spring.quartz.auto-startup", false);
    values.put("server.port", web);
    values.put("management.server.port", 0);
    // Whatever the environment names: a trial never touches a real installation.
    values.put("courant.database.url", "");
    values.put("courant.insecure-links-allowed", true);
    values.put("courant.demo.base-url", address);
    values.put("courant.demo.smtp-port", smtp);
    values.put("logging.level.root", "WARN");
    values.put("logging.level.org.courant", "WARN");
    return values;
  }

  private int work(ConfigurableApplicationContext context, DemoFolder folder, String address)
      throws IOException, InterruptedException {
    List<RefusedRow> left = addReaders(context);
    Campaign campaign = context.getBean(Campaigns.class).active().getFirst();
    var progress = new Progress(Console.of(spec));
    DemoReport report = context.getBean(DemoRun.class).run(campaign, folder.out(), progress);
    progress.end();
    var summary = new Summary(Console.of(spec), address);
    summary.print(context.getBean(Publication.class).title(), report, folder, left);
    if (!once) {
      summary.addresses();
    }
    if (!report.complete()) {
      Console.errors(spec).println("Not every part succeeded; the lines above say which.");
    }
    return report.complete() ? 0 : 1;
  }

  /// The sample readers that are not taken in: who has unsubscribed stays away.
  private List<RefusedRow> addReaders(ConfigurableApplicationContext context) {
    String newsletter = context.getBean(Newsletters.class).active().getFirst().slug();
    var imports = context.getBean(Readers.class);
    var now = context.getBean(Clock.class).instant();
    var left = new ArrayList<RefusedRow>();
    if (source == null) {
      imports.importFile(SAMPLE.resolve("subscribers.csv"), newsletter, true, left::add, now);
    }
    int madeUp = source == null ? readers : Math.max(1, readers);
    if (madeUp > 0) {
      imports.addMadeUp(newsletter, madeUp, now);
    }
    return left;
  }
}
