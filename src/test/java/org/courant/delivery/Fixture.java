package org.courant.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.ZoneOffset.UTC;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.courant.smtp.Relays;
import org.courant.smtp.RelaysForTests;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the delivery tests speak in.
class Fixture {
  static final MailingHeaders HEADERS =
      new MailingHeaders(
          "The Weekly Test",
          "The Test Courant",
          "news@courant.test",
          null,
          URI.create("http://courant.test/newsletters/weekly/3"));

  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transactions;
  @Autowired DataSource database;
  @Autowired Clock clock;
  @Autowired Mailings mailings;
  @Autowired Equations equations;
  @Autowired MailingStates states;
  @Autowired Claims claims;
  @Autowired Transits transits;
  @Autowired Templates templates;
  @Autowired HeaderFields fields;
  @Autowired Upkeep upkeep;
  @Autowired Suppressions suppressions;
  @Autowired AddressKeys keys;
  @Autowired SlotMarks marks;

  static String fresh(String what) {
    return what + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /// A frozen and released mailing to these addresses, all of one variant.
  MailingId mailing(List<String> addresses) {
    var id = frozen(addresses);
    mailings.addTemplate(id, 1, rendered(marks.of(id, 1)));
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
                      HEADERS,
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

  static RenderedMessage rendered(Map<Slot, String> marks) {
    var name = marks.get(Slot.NAME);
    var leave = marks.get(Slot.UNSUBSCRIBE_URL);
    return new RenderedMessage(
        "Three findings – and what they mean for you",
        """
        <html><body><p>Hello %s, this is <b>the news</b>.</p>
        <p><a href="%s">Unsubscribe</a></p></body></html>
        """
            .formatted(name, leave),
        "Hello %s,\n\nthis is the news.\n\nUnsubscribe: %s\n".formatted(name, leave));
  }

  /// Tokens are the reader's id.
  Filling filling() {
    RecipientTokens tokens = (recipient, _) -> recipient.toString().replace("-", "");
    ObjectProvider<RecipientTokens> provider =
        new StaticListableBeanFactory(Map.of("tokens", tokens))
            .getBeanProvider(RecipientTokens.class);
    return new Filling(fields, provider);
  }

  Sending sending(Relays relays) {
    return sending(relays, database);
  }

  Sending sending(Relays relays, DataSource source) {
    var settings = settings(4);
    var dispatch = new Dispatch(templates, filling(), new Pauses(states), settings);
    return Sending.start(
        new Sending.Parts(source, claims, transits, dispatch, upkeep, relays, clock, settings));
  }

  static DeliverySettings settings(int window) {
    return new DeliverySettings(
        new DeliverySettings.Delivery(
            null, window, 40, Duration.ofMinutes(2), Duration.ofMinutes(10)),
        true);
  }

  static Relays relays(int port) {
    return RelaysForTests.of(port, 2, 100);
  }

  Map<String, DeliveryState> states(MailingId id) {
    var found = new java.util.HashMap<String, DeliveryState>();
    jdbc.sql("select address, state from delivery where mailing_id = :id")
        .param("id", id.value())
        .query(
            (rs, _) ->
                found.put(rs.getString("address"), DeliveryState.valueOf(rs.getString("state"))))
        .list();
    return found;
  }

  static MimeMessage parsed(byte[] bytes) {
    try {
      var properties = new Properties();
      properties.put("mail.mime.address.strict", "true");
      properties.put("mail.mime.parameters.strict", "true");
      properties.put("mail.mime.base64.ignoreerrors", "false");
      properties.put("mail.mime.multipart.ignoremissingendboundary", "false");
      return new MimeMessage(Session.getInstance(properties), new ByteArrayInputStream(bytes));
    } catch (MessagingException e) {
      throw new AssertionError(new String(bytes, US_ASCII), e);
    }
  }
}
