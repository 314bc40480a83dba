package org.courant.delivery;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What other modules do with mailings: create, insert recipients into the view
/// `mailing_recipient`, freeze (these three in one transaction), add a template a variant, release.
@Repository
public class Mailings {
  private final JdbcClient jdbc;

  Mailings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Makes a mailing in the caller's transaction. Throws `MailingRefused` when the publication has
  /// no https address for the links, or the sender's address is no address.
  public MailingId create(NewMailing mailing) {
    throw new UnsupportedOperationException(mailing.name());
  }

  /// Fixes the audience, in the transaction that inserted it, and returns its size. Once only.
  public long freeze(MailingId id, Instant now) {
    throw new UnsupportedOperationException(id + " " + now.atOffset(UTC) + jdbc);
  }

  /// Compiles and keeps the message of one variant; the same variant again replaces it as long as
  /// the mailing is not released. Throws `MailingRefused` when it has no unsubscribe link in either
  /// part, a slot in its subject, or more HTML than mail programs show.
  public void addTemplate(MailingId id, int variant, RenderedMessage message) {
    throw new UnsupportedOperationException(id.toString());
  }

  /// Lets a mailing go once every variant in use has its template; with no relay configured it is
  /// held. A mailing without recipients is finished at once.
  public void release(MailingId id, Instant now) {
    throw new UnsupportedOperationException(id.toString());
  }

  /// Ends a mailing: rows not yet in transit are cancelled.
  public void cancel(MailingId id, String reason, Instant now) {
    throw new UnsupportedOperationException(id.toString());
  }

  /// Mailings frozen but not released, such as those a kill left behind.
  public List<MailingId> unrendered() {
    throw new UnsupportedOperationException();
  }

  /// Variants that recipients need and that have no template yet.
  public List<Integer> missingTemplates(MailingId id) {
    throw new UnsupportedOperationException(id.toString());
  }

  public Optional<MailingId> named(String name) {
    return jdbc.sql("select id from mailing where name = :name")
        .param("name", name)
        .query(UUID.class)
        .optional()
        .map(MailingId::new);
  }

  /// The rows of one mailing by state.
  public Equation progress(MailingId id) {
    throw new UnsupportedOperationException(id.toString());
  }

  /// True when nothing waits, is claimed or in transit; deferred rows may remain.
  public boolean settled(MailingId id) {
    return progress(id).settled();
  }
}
