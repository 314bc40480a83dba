package org.courant.mailing;

import java.util.function.ToIntFunction;
import org.courant.command.Console;
import org.courant.delivery.Mailings;
import org.courant.message.MailingId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The mailing of the name that a person gave.
final class ByName {
  private ByName() {}

  /// What the act comes to; 2, and a word, when there is no such mailing.
  static int act(
      Mailings mailings, String name, @Nullable CommandSpec spec, ToIntFunction<MailingId> act) {
    var id = mailings.named(name);
    if (id.isEmpty()) {
      Console.errors(spec).printf("There is no mailing %s.%n", name);
      return 2;
    }
    return act.applyAsInt(id.get());
  }
}
