package org.courant.dkim;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.courant.command.Console;
import org.courant.command.TopLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@TopLevel
@Command(name = "dkim", description = "Makes the keys that sign mail, and shows their DNS records.")
class DkimCommand implements Callable<Integer> {
  private final Supplier<DkimKeys> keys;

  @Spec private @Nullable CommandSpec spec;

  DkimCommand(Supplier<DkimKeys> keys) {
    this.keys = keys;
  }

  @Override
  public Integer call() {
    Console.errors(spec).println("Say what to do: dkim keygen, or dkim record.");
    return 2;
  }

  @Command(
      name = "keygen",
      description = "Writes a new private key, and prints its settings and its DNS record.")
  int keygen(
      @Option(names = "--domain", required = true, paramLabel = "NAME") String domain,
      @Option(
              names = "--selector",
              required = true,
              paramLabel = "NAME",
              description = "Names this key in the DNS; a new one for each key, such as 2026a.")
          String selector,
      @Option(
              names = "--type",
              defaultValue = "rsa",
              paramLabel = "rsa|ed25519",
              description = "${DEFAULT-VALUE} unless given; an Ed25519 key only beside an RSA key.")
          String type,
      @Option(
              names = "--folder",
              defaultValue = "config/dkim",
              paramLabel = "DIR",
              description = "Where the file goes; ${DEFAULT-VALUE} unless given.")
          Path folder)
      throws GeneralSecurityException, IOException {
    DkimSettings.Key setting;
    KeyKind kind;
    try {
      kind = KeyKind.of(type);
      var file = folder.resolve("%s.%s.pem".formatted(selector, domain));
      setting = new DkimSettings.Key(domain, selector, file, null, null);
    } catch (IllegalArgumentException problem) {
      Console.errors(spec).println(problem.getMessage());
      return 2;
    }
    var pair = KeyFile.generate(kind);
    var key = DkimKey.proved(setting, pair);
    try {
      Files.createDirectories(folder);
      KeyFile.write(setting.keyFile(), pair.secret());
    } catch (FileAlreadyExistsException _) {
      Console.errors(spec)
          .printf("%s is there already; choose another selector.%n", setting.keyFile());
      return 1;
    }
    Console.of(spec)
        .printf(
            "The private key is in %s, for this user alone. Publish this record:%n",
            setting.keyFile());
    print(key);
    Console.of(spec)
        .printf(
            "Once it can be seen (dig TXT %s), add to the setting dkim:%n- { domain: %s, selector: %s, key-file: %s }%n",
            key.recordName(), key.domain(), key.selector(), setting.keyFile());
    return 0;
  }

  @Command(name = "record", description = "Prints the DNS record of every key of the settings.")
  int record() {
    var all = keys.get().all();
    if (all.isEmpty()) {
      Console.errors(spec).println("The setting dkim lists no key; make one with: dkim keygen");
      return 1;
    }
    all.forEach(this::print);
    return 0;
  }

  private void print(DkimKey key) {
    Console.of(spec).printf("%s. IN TXT ( %s )%n", key.recordName(), key.record());
  }
}
