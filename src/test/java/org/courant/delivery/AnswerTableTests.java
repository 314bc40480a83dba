package org.courant.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.node.Node;
import org.courant.pacing.Choice;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A relay that gives every answer of a table, and what the rows of real mailings become.
@CourantTest
class AnswerTableTests extends Fixture {
  private static final Path TABLE = Path.of("src/test/resources/org/courant/delivery/answers.txt");

  /// So few that no mailing pauses itself.
  private static final int A_MAILING = 9;

  private record Case(Stage stage, String reply, String expected) {
    static Case of(String line) {
      var parts = line.split("\\|", 3);
      return new Case(Stage.valueOf(parts[0]), parts[1].replace("/", "\r\n"), parts[2]);
    }

    /// True when the connection, and so the rest of its window, may end with it.
    boolean alone() {
      return (stage == Stage.MAIL && !toSender())
          || (reply.charAt(0) < '4' && expected.startsWith("DEFERRED"));
    }

    /// True for the many that are tried without a sender's threads, since each ends a connection.
    boolean toSender() {
      return stage == Stage.MAIL && reply.matches("\\d{3} \\d\\.\\d+\\.\\d+ .*");
    }

    boolean bulk() {
      return !alone() && !toSender();
    }
  }

  private final Map<String, Case> cases = new ConcurrentHashMap<>();
  private volatile @Nullable String toEverySender;

  private static List<Case> table() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(Case::of)
        .toList();
  }

  private @Nullable String answer(Stage stage, String address) {
    if (stage == Stage.MAIL) {
      return toEverySender;
    }
    var known = cases.get(address);
    return known != null && known.stage() == stage ? known.reply() : null;
  }

  /// Each reader has a domain of their own, since a domain that refuses us is left alone.
  private String reader(Case of) {
    var address = "reader@" + fresh("answer") + ".example";
    cases.put(address, of);
    return address;
  }

  @Test
  void givesEveryAnswerTheStateOfTheTable() throws Exception {
    var all = table().stream().filter(Case::bulk).toList();
    var readers = all.stream().map(this::reader).toList();
    var mailings = new ArrayList<MailingId>();
    for (var i = 0; i < readers.size(); i += A_MAILING) {
      mailings.add(mailing(readers.subList(i, Math.min(readers.size(), i + A_MAILING))));
    }
    try (var relay = new ScriptedRelay(this::answer);
        var _ = sending(relay.relays(4, 1_000))) {
      await().until(() -> mailings.stream().allMatch(this.mailings::settled));
    }
    assertThat(all).hasSizeGreaterThan(450);
    assertThat(wrong(mailings)).isEmpty();
  }

  /// A sender of its own for each, since a relay that refuses us is left alone.
  @Test
  void harmsNoReaderWhenTheRelayRefusesUs() throws Exception {
    var all = table().stream().filter(Case::alone).toList();
    var found = new ArrayList<MailingId>();
    for (var one : all) {
      var mailing = mailing(List.of(reader(one)));
      toEverySender = one.stage() == Stage.MAIL ? one.reply() : null;
      try (var relay = new ScriptedRelay(this::answer);
          var _ = sending(relay.relays(1, 1_000))) {
        await().until(() -> mailings.settled(mailing));
      }
      found.add(mailing);
    }
    assertThat(wrong(found)).isEmpty();
  }

  /// On a connection of its own each, and all marked before the mailing may pause itself.
  @Test
  void givesEveryAnswerToASenderTheStateOfTheTable() throws Exception {
    var all = table().stream().filter(Case::toSender).toList();
    var mailing = mailing(all.stream().map(this::reader).toList());
    var now = clock.instant();
    try (var node = Node.join(database);
        var relay = new ScriptedRelay(this::answer)) {
      for (var block : claims.claim(mailing, node.id(), 9, now, now.plusSeconds(3600))) {
        assertThat(exchange(transits, node, block, now)).hasSameSizeAs(block.rows());
        var results = new ArrayList<Result>();
        for (var row : block.rows()) {
          results.add(result(row, relay));
        }
        transits.settle(node.id(), account(block, results.toArray(Result[]::new)), now);
      }
    }
    assertThat(all).hasSizeGreaterThan(150);
    assertThat(wrong(List.of(mailing))).isEmpty();
  }

  private Result result(Recipient row, ScriptedRelay relay) throws Exception {
    toEverySender = requireNonNull(cases.get(row.address())).reply();
    try (var connection = relay.relays(1, 1).connect()) {
      var dispatch = dispatch(signer);
      return dispatch
          .send(row, connection, dispatch.pace(), Choice.of(List.of(row)), clock.instant())
          .result();
    }
  }

  /// Subject by subject, the last detail of RFC 3463; registers that came later go on.
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 8", "2, 4", "3, 5", "4, 7", "5, 5", "6, 5", "7, 7"})
  void theTableHoldsEveryCodeAtEveryStage(int subject, int last) throws Exception {
    var held = new HashSet<String>();
    table().forEach(one -> held.add(one.stage() + one.reply().substring(3)));
    for (var stage : List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.FINAL_DOT)) {
      for (var detail = 0; detail <= last; detail++) {
        for (var kind : List.of(4, 5)) {
          var code = "%d.%d.%d".formatted(kind, subject, detail);
          assertThat(held)
              .as(stage + " " + code)
              .anyMatch(one -> one.startsWith(stage + " " + code + " "));
        }
      }
    }
  }

  /// Every line of the table that is not what happened, with what happened.
  private List<String> wrong(List<MailingId> of) {
    var found = new LinkedHashMap<String, DeliveryState>();
    of.forEach(mailing -> found.putAll(states(mailing)));
    of.forEach(mailing -> mailings.cancel(mailing, "the test is over", clock.instant()));
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(cases.keySet());
    var wrong = new ArrayList<String>();
    cases.forEach(
        (address, one) -> {
          var kept = suppressed(address) ? "suppressed" : "kept";
          var happened = found.get(address) + "|" + kept;
          if (!happened.equals(one.expected())) {
            wrong.add(one + " became " + happened);
          }
        });
    return wrong;
  }

  private boolean suppressed(String address) {
    return suppressions.covers(keys.of(MailAddress.parse(address)), "weekly");
  }
}
