package org.courant.websub;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "websub", description = "Lists the hubs that tell of sources' changes.")
class WebSubCommand implements Callable<Integer> {
  private final Supplier<WebSubSubscriptions> subscriptions;

  @Spec private @Nullable CommandSpec spec;

  WebSubCommand(Supplier<WebSubSubscriptions> subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public Integer call() {
    var all = subscriptions.get().all();
    all.forEach(line -> Console.of(spec).println(line));
    Console.of(spec).printf("%d subscriptions.%n", all.size());
    return 0;
  }
}
