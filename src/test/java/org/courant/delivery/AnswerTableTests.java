package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.courant.CourantTest;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.smtp.ScriptedRelay;
import org.courant.smtp.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
      return stage == Stage.MAIL || (reply.charAt(0) < '4' && expected.startsWith("DEFERRED"));
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
    var all = table().stream().filter(one -> !one.alone()).toList();
    var readers = all.stream().map(this::reader).toList();
    var mailings = new ArrayList<MailingId>();
    for (var i = 0; i < readers.size(); i += A_MAILING) {
      mailings.add(mailing(readers.subList(i, Math.min(readers.size(), i + A_MAILING))));
    }
    try (var relay = new ScriptedRelay(this::answer);
        var _ = sending(relay.relays(4, 1_000))) {
      await().until(() -> mailings.stream().allMatch(this.mailings::settled));
    }
    assertThat(all).hasSizeGreaterThan(250);
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
