package org.courant.feed;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "feeds", description = "Shows the feeds, and which versions are refused.")
class FeedCommand implements Callable<Integer> {
  private final Supplier<Feeds> feeds;
  private final Supplier<FeedRefusals> refusals;

  @Spec private @Nullable CommandSpec spec;

  FeedCommand(Supplier<Feeds> feeds, Supplier<FeedRefusals> refusals) {
    this.feeds = feeds;
    this.refusals = refusals;
  }

  @Override
  public Integer call() {
    var out = Console.of(spec);
    for (var feed : feeds.get().all()) {
      out.printf("%s  %d articles  %s%n", feed.slug(), feed.count(), feed.rss());
      var reasons = refusals.get().of(feed.slug());
      reasons.forEach(reason -> out.printf("  a version was refused: %s%n", reason));
    }
    return 0;
  }

  @Command(
      name = "accept",
      description = "Lets a feed lose many of its articles at once, when that is meant.")
  int accept(@Parameters(paramLabel = "FEED", description = "Its slug.") String slug) {
    if (!refusals.get().accept(slug)) {
      Console.errors(spec)
          .printf("Nothing of a feed %s is refused; courant feeds lists the feeds.%n", slug);
      return 1;
    }
    Console.of(spec).printf("The feed %s is built as it is now, within a minute.%n", slug);
    return 0;
  }
}
