package org.courant.delivery;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.courant.delivery.Equations.Equation;
import org.courant.message.MailingHeaders;
import org.courant.message.MailingId;
import org.courant.message.MessageTemplates;
import org.courant.message.RenderedMessage;
import org.courant.smtp.Relays;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What other modules do with mailings: create, insert recipients into the view
/// `mailing_recipient`, freeze (these three in one transaction), add a template a variant, release.
@Repository
public class Mailings {
  /// A mailing to be made.
  ///
  /// @param name unique, shown to admins, such as `weekly-3`
  /// @param list the newsletter's slug: what a reader leaves when they unsubscribe
  /// @param usefulUntil when a message that still waits is given up
  public record NewMailing(String name, String list, MailingHeaders headers, Instant usefulUntil) {}

  private record Known(
      String name, String list, boolean open, boolean standing, MailingHeaders headers) {}

  private final JdbcClient jdbc;
  private final MailingStates states;
  private final Blocks blocks;
  private final MessageTemplates templates;
  private final Equations equations;
  private final Relays relays;

  Mailings(
      JdbcClient jdbc,
      MailingStates states,
      Blocks blocks,
      MessageTemplates templates,
      Equations equations,
      Relays relays) {
    this.jdbc = jdbc;
    this.states = states;
    this.blocks = blocks;
    this.templates = templates;
    this.equations = equations;
    this.relays = relays;
  }

  /// Makes a mailing in the caller's transaction. Throws `MailingRefused` when the publication has
  /// no https address for the links, or the sender's address is no address.
  public MailingId create(NewMailing mailing) {
    templates.check(mailing.name(), mailing.list(), mailing.headers());
    var id = UUID.randomUUID();
    var headers = mailing.headers();
    var sql =
        """
        insert into mailing (id, name, list, list_title, from_name, from_address, reply_to, archive, useful_until)
        values (:id, :name, :list, :title, :fromName, :fromAddress, :replyTo, :archive, :usefulUntil)
        """;
    jdbc.sql(sql)
        .param("id", id)
        .param("name", mailing.name())
        .param("list", mailing.list())
        .param("title", headers.listTitle())
        .param("fromName", headers.fromName())
        .param("fromAddress", headers.fromAddress())
        .param("replyTo", headers.replyTo(), java.sql.Types.VARCHAR)
        .param("archive", headers.archive().toString())
        .param("usefulUntil", mailing.usefulUntil().atOffset(UTC))
        .update();
    return new MailingId(id);
  }

  /// Fixes the audience, in the transaction that inserted it, and returns its size. Once only.
  @Transactional
  public long freeze(MailingId id, Instant now) {
    if (!states.move(id, MailingState.RENDERING, null)) {
      throw new IllegalStateException("mailing %s is frozen already".formatted(id));
    }
    var frozen = blocks.cut(id);
    jdbc.sql("update mailing set frozen_at = :now, frozen = :frozen where id = :id")
        .param("id", id.value())
        .param("now", now.atOffset(UTC))
        .param("frozen", frozen)
        .update();
    return frozen;
  }

  /// Compiles and keeps the message of one variant; the same variant again replaces it as long as
  /// the mailing is not released; a standing mailing takes new variants at any time. Throws
  /// `MailingRefused` when it has no unsubscribe link in either part, a slot in its subject, or
  /// more HTML than mail programs show.
  public void addTemplate(MailingId id, int variant, RenderedMessage message) {
    var known = known(id);
    if (!known.open()) {
      throw new IllegalStateException("mailing %s takes no templates now".formatted(id));
    }
    if (known.standing() && templates.variants(id).contains(variant)) {
      throw new IllegalStateException(
          "variant %d of standing mailing %s may be on its way: add another"
              .formatted(variant, id));
    }
    templates.add(id, variant, message, known.name(), known.list(), known.headers());
  }

  /// Lets a mailing go once every variant in use has its template; with no relay configured it is
  /// held. A mailing without recipients is finished at once.
  @Transactional
  public void release(MailingId id, Instant now) {
    var missing = missingTemplates(id);
    if (!missing.isEmpty()) {
      throw new IllegalStateException("mailing %s lacks the templates %s".formatted(id, missing));
    }
    var empty = empty(id);
    var held = !empty && !relays.configured();
    var next = held ? MailingState.HELD : MailingState.SENDING;
    var sql =
        """
        update mailing set state = :next, reason = :reason, released_at = :now
        where id = :id and state = 'RENDERING'
        """;
    var moved =
        jdbc.sql(sql)
            .param("next", (empty ? MailingState.FINISHED : next).name())
            .param("reason", held ? MailingStates.NO_RELAY : null, java.sql.Types.VARCHAR)
            .param("now", now.atOffset(UTC))
            .param("id", id.value())
            .update();
    if (moved != 1) {
      throw new IllegalStateException("mailing %s is not waiting for its release".formatted(id));
    }
    states.tell();
  }

  private boolean empty(MailingId id) {
    return jdbc.sql("select not standing and frozen = 0 from mailing where id = :id")
        .param("id", id.value())
        .query(Boolean.class)
        .single();
  }

  /// Ends a mailing: rows not yet in transit are cancelled. False when it had ended before. Outside
  /// any transaction it is in effect at once, before a million rows are written.
  public boolean cancel(MailingId id, String reason, Instant now) {
    return states.cancel(id, reason, now);
  }

  /// Mailings frozen but not released, such as those a kill left behind, oldest first.
  public List<MailingId> unrendered() {
    return jdbc.sql("select id from mailing where state = 'RENDERING' order by frozen_at, id")
        .query(MailingId::read)
        .list();
  }

  /// Variants that recipients need and that have no template yet.
  public List<Integer> missingTemplates(MailingId id) {
    var sql = "select distinct variant from delivery where mailing_id = :id order by variant";
    var needed =
        jdbc.sql(sql).param("id", id.value()).query((rs, _) -> rs.getInt("variant")).list();
    var there = new HashSet<>(templates.variants(id));
    return needed.stream().filter(variant -> !there.contains(variant)).toList();
  }

  public Optional<MailingId> named(String name) {
    return jdbc.sql("select id from mailing where name = :name")
        .param("name", name)
        .query(MailingId::read)
        .optional();
  }

  /// Why a mailing is held, paused or cancelled.
  public Optional<String> reason(MailingId id) {
    return jdbc.sql("select reason from mailing where id = :id and reason is not null")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  /// The rows of one mailing by state; before the freeze it is 0 frozen recipients.
  public Equation progress(MailingId id) {
    return equations.of(id);
  }

  /// True when nothing waits, is claimed or in transit; deferred rows may remain.
  public boolean settled(MailingId id) {
    return progress(id).settled();
  }

  private Known known(MailingId id) {
    var sql =
        """
        select name, list, standing, standing or state in ('DRAFT', 'RENDERING') as open, list_title, from_name, from_address, reply_to, archive
        from mailing where id = :id
        """;
    return jdbc.sql(sql).param("id", id.value()).query(Mailings::known).single();
  }

  private static Known known(ResultSet rs, int row) throws SQLException {
    var headers =
        new MailingHeaders(
            requireNonNull(rs.getString("list_title")),
            requireNonNull(rs.getString("from_name")),
            requireNonNull(rs.getString("from_address")),
            rs.getString("reply_to"),
            URI.create(requireNonNull(rs.getString("archive"))));
    return new Known(
        requireNonNull(rs.getString("name")),
        requireNonNull(rs.getString("list")),
        rs.getBoolean("open"),
        rs.getBoolean("standing"),
        headers);
  }
}
