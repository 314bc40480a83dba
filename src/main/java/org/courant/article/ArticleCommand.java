package org.courant.article;

import java.io.Console;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.courant.article.ArticleHistory.Found;
import org.courant.article.Mark.Actor;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "article", description = "Shows, corrects, withdraws or restores an article.")
class ArticleCommand implements Callable<Integer> {
  private static final String ID = "The article's permanent id, its address, or its source's id.";

  private final Supplier<ArticleHistory> history;
  private final Supplier<AdminActs> acts;
  private final Supplier<Ledger> ledger;
  private final Supplier<Clock> clock;

  @Spec private @Nullable CommandSpec spec;

  ArticleCommand(
      Supplier<ArticleHistory> history,
      Supplier<AdminActs> acts,
      Supplier<Ledger> ledger,
      Supplier<Clock> clock) {
    this.history = history;
    this.acts = acts;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    tell("Say what to do: article show, article correct, article withdraw, or article restore.");
    return 2;
  }

  @Command(name = "show", description = "Shows an article and what happened to it.")
  int show(@Parameters(paramLabel = "ID", description = ID) String id) {
    return found(id)
        .map(
            article -> {
              print(article);
              history.get().of(article.id()).forEach(this::print);
              return 0;
            })
        .orElse(1);
  }

  @Command(
      name = "correct",
      description = "Sets the correction that feeds and digests show with an article.")
  int correct(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--note",
              paramLabel = "TEXT",
              description = "What was wrong. It stays until the source brings a note of its own.")
          @Nullable String note,
      @Option(names = "--remove", description = "Takes the note away.") boolean remove) {
    if ((note != null) == remove) {
      tell("Say what was wrong with --note, or --remove to take the note away.");
      return 2;
    }
    String clean;
    try {
      clean = note == null ? null : AdminActs.note(note);
    } catch (IllegalArgumentException fault) {
      tell(String.valueOf(fault.getMessage()));
      return 2;
    }
    return act(
        id,
        article -> acts.get().correct(article.id(), clean, clock.get().instant()),
        note == null ? "The note is taken away" : "Corrected",
        "Nothing changes: that is what stands there");
  }

  @Command(
      name = "withdraw",
      description = "Takes an article out of feeds and of issues that are not composed yet.")
  int withdraw(
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why; kept with the article, not shown to readers.")
          String reason,
      @Option(names = "--yes", description = "Does not ask.") boolean yes) {
    String clean;
    try {
      clean = AdminActs.note(reason);
    } catch (IllegalArgumentException fault) {
      tell(String.valueOf(fault.getMessage()));
      return 2;
    }
    var article = found(id);
    if (article.isEmpty() || !(yes || agreed(article.get()))) {
      return 1;
    }
    return act(
        article.get(),
        chosen -> acts.get().withdraw(chosen.id(), clean, clock.get().instant()),
        "Withdrawn until `courant article restore` brings it back",
        "Nothing changes: an admin withdrew it already");
  }

  @Command(name = "restore", description = "Brings a withdrawn article back.")
  int restore(@Parameters(paramLabel = "ID", description = ID) String id) {
    return act(
        id,
        article -> {
          if (article.withdrawnBy() == Actor.SOURCE) {
            tell("Its source withdrew it, and withdraws it again when it says so again.");
          }
          return acts.get().restore(article.id(), clock.get().instant());
        },
        "Restored",
        "Nothing changes: it is not withdrawn");
  }

  private int act(String id, Predicate<Found> act, String done, String otherwise) {
    return found(id).map(article -> act(article, act, done, otherwise)).orElse(1);
  }

  private int act(Found article, Predicate<Found> act, String done, String otherwise) {
    boolean changed = act.test(article);
    if (changed) {
      ledger.get().announce(clock.get().instant());
    }
    out("%s: %s, %s", changed ? done : otherwise, article.title(), article.uri());
    return 0;
  }

  /// On a terminal a person is asked; a script must say `--yes`.
  private boolean agreed(Found article) {
    print(article);
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isEmpty()) {
      tell("Nobody can be asked here: add --yes.");
      return false;
    }
    var answer = terminal.get().readLine("Withdraw it? [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private Optional<Found> found(String id) {
    var all = history.get().find(id);
    if (all.size() == 1) {
      return Optional.of(all.getFirst());
    }
    tell(
        all.isEmpty()
            ? "No article is known by \"%s\"; give its tag: id, its address, or its source's id."
                .formatted(id)
            : "Several articles are known by \"%s\"; give the tag: id of one:".formatted(id));
    all.forEach(this::print);
    return Optional.empty();
  }

  private void print(Found article) {
    var state =
        article.withdrawnBy() == null
            ? "published"
            : "withdrawn by " + (article.withdrawnBy() == Actor.ADMIN ? "an admin" : "its source");
    out("%s%n  %s%n  site %s, %s", article.title(), article.uri(), article.site(), state);
    if (article.url() != null) {
      out("  %s", article.url());
    }
  }

  private void print(ArticleHistory.Event event) {
    out(
        "  %d  %s  %s by %s: %s",
        event.revision(),
        event.at(),
        event.cause().name().toLowerCase(Locale.ROOT),
        event.actor() == Actor.ADMIN ? "an admin" : "its source",
        event.reason() == null ? event.title() : event.reason());
  }

  private void out(String format, @Nullable Object... values) {
    org.courant.command.Console.of(spec).printf(format + "%n", values);
  }

  private void tell(String sentence) {
    org.courant.command.Console.errors(spec).println(sentence);
  }
}
