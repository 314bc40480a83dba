package org.courant.mailing;

import static java.time.ZoneOffset.UTC;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.courant.delivery.Equations;
import org.courant.delivery.MailingStates;
import org.courant.delivery.Mailings;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.delivery.StandingMailings;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.message.SlotMarks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine;

/// Mailings, and the commands that act on them.
class CommandFixture {
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired Clock clock;
  @Autowired Mailings mailings;
  @Autowired MailingStates states;
  @Autowired Equations equations;
  @Autowired Looks looks;
  @Autowired StandingMailings standing;
  @Autowired Deliveries deliveries;
  @Autowired AddressKeys keys;
  @Autowired SlotMarks marks;

  MailingId mailing(String name, List<String> addresses) {
    var useful = clock.instant().plus(Duration.ofHours(36));
    MailingId id =
        transactions.execute(
            _ -> {
              var made = mailings.create(new NewMailing(name, "weekly", Samples.HEADERS, useful));
              addresses.forEach(address -> insert(made, address));
              mailings.freeze(made, clock.instant());
              return made;
            });
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    return id;
  }

  private void insert(MailingId id, String address) {
    var sql =
        """
        insert into mailing_recipient (mailing_id, recipient, address, address_key, variant, due_at, name)
        values (:mailing, :recipient, :address, :key, 1, :due, null)
        """;
    jdbc.sql(sql)
        .param("mailing", id.value())
        .param("recipient", UUID.randomUUID())
        .param("address", address)
        .param("key", keys.of(MailAddress.parse(address)))
        .param("due", clock.instant().atOffset(UTC))
        .update();
  }

  String deliveries(String... arguments) {
    return run(
        new DeliveriesCommand(() -> mailings, () -> states, () -> deliveries, () -> clock),
        arguments);
  }

  static String run(Object command, String... arguments) {
    return run(new StringWriter(), command, arguments);
  }

  static String run(StringWriter errors, Object command, String... arguments) {
    var out = new StringWriter();
    var status =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(errors, true))
            .execute(arguments);
    return out + "exit " + status;
  }
}
