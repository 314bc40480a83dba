package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.message.MailingId;
import org.courant.message.MessageTemplates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Standing mailings carry single mails, such as confirmations: rows are added for ever, each in
/// the transaction of whoever wants it sent, and leave before the rows of issues.
///
/// `open` one, add its templates and release it by `Mailings`, then `add` to it. Each mail is a row
/// and a block of its own, inserted by one statement: what is frozen are the blocks, so the
/// equation holds at any moment, and no number has to grow.
@Repository
public class StandingMailings {
  /// One mail to one reader.
  ///
  /// @param variant which of the mailing's templates
  /// @param usefulUntil when it is given up, if it still waits
  public record Single(
      UUID recipient, String address, int variant, @Nullable String name, Instant usefulUntil) {}

  private final JdbcClient jdbc;
  private final Mailings mailings;
  private final MailingStates states;
  private final MessageTemplates templates;
  private final AddressKeys keys;

  StandingMailings(
      JdbcClient jdbc,
      Mailings mailings,
      MailingStates states,
      MessageTemplates templates,
      AddressKeys keys) {
    this.jdbc = jdbc;
    this.mailings = mailings;
    this.states = states;
    this.templates = templates;
    this.keys = keys;
  }

  /// Makes one. It never ends, so its own `usefulUntil` is not heeded. A reader who left its `list`
  /// gets nothing of it: name it otherwise than a newsletter.
  @Transactional
  public MailingId open(Mailings.NewMailing mailing, Instant now) {
    var id = mailings.create(mailing);
    jdbc.sql("update mailing set standing = true, useful_until = 'infinity' where id = :id")
        .param("id", id.value())
        .update();
    mailings.freeze(id, now);
    return id;
  }

  /// Adds a mail, in the caller's transaction; it leaves when that stands, unless the mailing
  /// waits. The same reader may get several. Throws IllegalStateException when it is no standing
  /// mailing that was released. Nobody waits for another's transaction here: if the mailing is
  /// cancelled meanwhile, upkeep cancels the mail.
  @Transactional
  public void add(MailingId id, Single mail, Instant now) {
    var sql =
        """
        select standing and state in ('SENDING', 'HELD', 'PAUSED') from mailing where id = :id
        """;
    var takes = jdbc.sql(sql).param("id", id.value()).query(Boolean.class).optional();
    if (!takes.orElse(false)) {
      throw new IllegalStateException("mailing %s takes no single mails now".formatted(id));
    }
    if (!templates.variants(id).contains(mail.variant())) {
      throw new IllegalStateException(
          "mailing %s lacks the template %d".formatted(id, mail.variant()));
    }
    insert(id, mail, now);
    states.tell();
  }

  /// The names of those that there are.
  public List<String> names() {
    return jdbc.sql("select name from mailing where standing order by name")
        .query((rs, _) -> requireNonNull(rs.getString(1)))
        .list();
  }

  private void insert(MailingId id, Single mail, Instant now) {
    var sql =
        """
        with fresh as (
          insert into delivery (mailing_id, recipient, address, address_key, variant, due_at, name, turn)
          values (:mailing, :recipient, :address, :key, :variant, :now, :name, nextval('delivery_turn'))
          returning id)
        insert into delivery_block (first_id, last_id, mailing_id, due_at, useful_until)
        select id, id, :mailing, :now, :until from fresh
        """;
    jdbc.sql(sql)
        .param("mailing", id.value())
        .param("recipient", mail.recipient())
        .param("address", mail.address())
        .param("key", keys.of(MailAddress.parse(mail.address())))
        .param("variant", mail.variant())
        .param("now", now.atOffset(UTC))
        .param("name", mail.name(), java.sql.Types.VARCHAR)
        .param("until", mail.usefulUntil().atOffset(UTC))
        .update();
  }
}
