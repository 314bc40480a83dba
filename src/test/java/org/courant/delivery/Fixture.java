package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.dkim.DkimSigner;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.courant.message.SlotMarks;
import org.courant.node.Node;
import org.courant.pacing.PaceForTests;
import org.courant.pacing.Pacing;
import org.courant.smtp.Relays;
import org.courant.smtp.RelaysForTests;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the delivery tests speak in.
class Fixture {
  static {
    // However busy the machine.
    Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
  }

  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired DataSource database;
  @Autowired Clock clock;
  @Autowired Mailings mailings;
  @Autowired Equations equations;
  @Autowired MailingStates states;
  @Autowired Claims claims;
  @Autowired Transits transits;
  @Autowired BeanFactory beans;
  @Autowired Upkeep upkeep;
  @Autowired Refusals refusals;
  @Autowired Suppressions suppressions;
  @Autowired AddressKeys keys;
  @Autowired SlotMarks marks;
  @Autowired DkimSigner signer;
  @Autowired Pacing pacing;

  static String fresh(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// A frozen and released mailing to these addresses, all of one variant.
  MailingId mailing(List<String> addresses) {
    var id = frozen(addresses);
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    return id;
  }

  MailingId frozen(List<String> addresses) {
    return transactions.execute(
        _ -> {
          var id =
              mailings.create(
                  new NewMailing(
                      fresh("weekly"),
                      "weekly",
                      Samples.HEADERS,
                      clock.instant().plus(Duration.ofHours(36))));
          addresses.forEach(address -> insert(id, address, "Ada"));
          mailings.freeze(id, clock.instant());
          return id;
        });
  }

  void insert(MailingId id, String address, @Nullable String name) {
    var sql =
        """
        insert into mailing_recipient (mailing_id, recipient, address, address_key, variant, due_at, name)
        values (:mailing, :recipient, :address, :key, 1, :due, :name)
        """;
    jdbc.sql(sql)
        .param("mailing", id.value())
        .param("recipient", UUID.randomUUID())
        .param("address", address)
        .param("key", keys.of(MailAddress.parse(address)))
        .param("due", clock.instant().atOffset(UTC))
        .param("name", name)
        .update();
  }

  void leave(String address) {
    suppressions.suppress(
        keys.of(MailAddress.parse(address)),
        "weekly",
        Suppressions.Reason.UNSUBSCRIBED,
        clock.instant());
  }

  Sending sending(Relays relays) {
    return sending(relays, transits);
  }

  Sending sending(Relays relays, Transits transits) {
    return sending(relays, transits, signer);
  }

  Sending sending(Relays relays, Transits transits, DkimSigner signer) {
    var settings = settings(4);
    var dispatch = dispatch(signer);
    return Sending.start(
        new Sending.Parts(
            database, claims, transits, dispatch, states, upkeep, relays, clock, settings));
  }

  /// What sends one message.
  Dispatch dispatch(DkimSigner signer) {
    return new Dispatch(
        Samples.filling(beans),
        signer,
        pacing,
        new Breaker(jdbc, states, settings(4)),
        refusals,
        settings(4));
  }

  /// A node that keeps to a pace of its own, on a clock that runs.
  Sending sending(Relays relays, Map<String, String> pace, DeliverySettings settings) {
    var breaker = new Breaker(jdbc, states, settings);
    var dispatch =
        new Dispatch(
            Samples.filling(beans),
            signer,
            PaceForTests.pacing(beans, pace),
            breaker,
            refusals,
            settings);
    var own =
        new Upkeep(
            claims,
            states,
            beans.getBean(Blocks.class),
            breaker,
            refusals,
            beans.getBean(PastDeliveries.class));
    var running = PaceForTests.running(clock);
    return Sending.start(
        new Sending.Parts(
            database, claims, transits, dispatch, states, own, relays, running, settings));
  }

  Sending sending(Relays relays, Map<String, String> pace) {
    return sending(relays, pace, settings(4));
  }

  /// Claims a block and puts it in transit, as far as it may be; what is returned may be sent.
  static List<Long> exchange(Transits transits, Node node, ClaimedBlock block, Instant now) {
    var window = block.window(block.rows().size());
    return transits.exchange(node.id(), null, block.mark(), window, now);
  }

  static Account account(ClaimedBlock block, Result... results) {
    return new Account(block.mark(), List.of(results), true);
  }

  static DeliverySettings settings(int window) {
    return new DeliverySettings(
        new DeliverySettings.Delivery(window, 8, Duration.ofMinutes(2), Duration.ofMinutes(10)),
        new DeliverySettings.Shares(5, 50, 50, 500, Duration.ofMinutes(2)));
  }

  static Relays relays(int port) {
    return RelaysForTests.of(port, 2, 100);
  }

  Map<String, DeliveryState> states(MailingId id) {
    var found = new java.util.HashMap<String, DeliveryState>();
    jdbc.sql("select address, state from delivery_standing where mailing_id = :id")
        .param("id", id.value())
        .query(
            (rs, _) ->
                found.put(rs.getString("address"), DeliveryState.valueOf(rs.getString("state"))))
        .list();
    return found;
  }
}
