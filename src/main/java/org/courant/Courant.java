package org.courant;

import java.nio.file.Path;
import org.courant.command.CalledFrom;
import org.courant.command.Launch;
import org.courant.command.StartFailure;
import org.courant.command.TopLevel;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `courant`. Each module brings its own commands; see [TopLevel].
@Command(
    name = "courant",
    versionProvider = Courant.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description = "Pulls articles, publishes them as feeds and mails them as digests.",
    footer = {"", "Exit status: 0 done, 1 failed, 2 wrong use."})
final class Courant {
  private static final int FAILED = 1;

  private final Launch launch;

  private Courant(Launch launch) {
    this.launch = launch;
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder of the installation's own things; data/ unless given.")
  void data(Path folder) {
    launch.useData(folder);
  }

  @Option(
      names = "--config",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Folder that holds application.yaml; config/ unless given.")
  void configuration(Path folder) {
    launch.useConfiguration(folder);
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// The exit status of one call.
  static int run(String... arguments) {
    var launch = new Launch(Application.class);
    try {
      return commandLine(launch).execute(arguments);
    } finally {
      launch.close();
    }
  }

  static CommandLine commandLine(Launch launch) {
    var factory = new CommandFactory(launch);
    var line = new CommandLine(new Courant(launch), factory);
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(TopLevel.class));
    scanner.findCandidateComponents("org.courant").stream()
        .map(AnnotatedBeanDefinition.class::cast)
        .map(found -> ClassUtils.resolveClassName(found.getMetadata().getClassName(), null))
        .sorted(java.util.Comparator.comparing(Class::getSimpleName))
        .forEach(line::addSubcommand);
    line.registerConverter(Path.class, CalledFrom::path);
    line.setExecutionExceptionHandler(Courant::failed);
    return line;
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    line.getErr().println(told(failure));
    if (Boolean.getBoolean("courant.trace")) {
      failure.printStackTrace(line.getErr());
    }
    return FAILED;
  }

  /// The version that the jar's manifest bears.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Courant.class.getPackage().getImplementationVersion();
      return new String[] {"Courant " + (version == null ? "unpacked" : version)};
    }
  }

  /// A part that could not be made is a start that failed, however late it was asked for.
  private static String told(Exception failure) {
    return switch (failure) {
      case StartFailure known -> String.valueOf(known.getMessage());
      case BeansException part -> String.valueOf(StartFailure.of(part).getMessage());
      case Exception other ->
          "%s failed: %s".formatted(other.getClass().getSimpleName(), other.getMessage());
    };
  }
}
