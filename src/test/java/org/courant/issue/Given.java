package org.courant.issue;

import static java.time.ZoneOffset.UTC;
import static org.courant.article.ItemDraft.item;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.courant.article.ItemDraft;
import org.courant.article.Ledger;
import org.courant.message.AddressKeys;
import org.courant.message.MailAddress;
import org.courant.publication.Newsletter;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Readers and articles for issues. Candidates are chosen by time, so each test lives in a year of
/// its own.
final class Given {
  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final AddressKeys keys;

  Given(JdbcClient jdbc, Ledger ledger, AddressKeys keys) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.keys = keys;
  }

  Newsletter newsletter(String slug) {
    return newsletter(slug, 12, 1);
  }

  Newsletter newsletter(String slug, int maximum, int minimum) {
    return new Newsletter(
        slug,
        "Letter " + slug,
        "",
        Period.ofDays(7),
        "News",
        "news@courant.test",
        maximum,
        minimum);
  }

  UUID reader(String newsletter, Instant joined, String... topics) {
    UUID id = UUID.randomUUID();
    String address = id + "@issues.example";
    jdbc.sql(
            "insert into subscriber (id, address, address_key, created_at) values (:id, :address, :key, :at)")
        .param("id", id)
        .param("address", address)
        .param("key", keys.of(MailAddress.parse(address)))
        .param("at", joined.atOffset(UTC))
        .update();
    joins(id, newsletter, joined, topics);
    return id;
  }

  void joins(UUID reader, String newsletter, Instant joined, String... topics) {
    var sql =
        """
        insert into subscription (subscriber, newsletter, status, topics, joined_at)
        values (:reader, :newsletter, 'ACTIVE', :topics, :at)
        """;
    jdbc.sql(sql)
        .param("reader", reader)
        .param("newsletter", newsletter)
        .param("topics", topics)
        .param("at", joined.atOffset(UTC))
        .update();
  }

  byte[] key(UUID reader) {
    return keys.of(MailAddress.parse(reader + "@issues.example"));
  }

  void article(String title, Instant seen, String... sections) {
    ledger.record(draft(title, sections).incoming(), null, seen);
  }

  void correction(String title, String note, Instant seen, String... sections) {
    var corrected = draft(title, sections).saying("<p>%s corrected</p>".formatted(title));
    ledger.record(corrected.corrected(note).incoming(), null, seen);
  }

  void withdrawal(String title, Instant seen) {
    ledger.withdraw("issues.test", "issues.test", List.of(title), "a mistake", seen);
  }

  private static ItemDraft draft(String title, String... sections) {
    return item("issues.test", title, null)
        .titled(title)
        .saying("<p>%s</p>".formatted(title))
        .filed(sections)
        .published(null);
  }

  /// Titles that a reader's variant shows, in its order.
  List<String> shown(UUID reader, IssueId issue, String kind) {
    var sql =
        """
        select a.title from issue i
        join delivery_carried d on d.mailing_id = i.mailing and d.recipient = :reader
        join issue_variant_item v on v.issue = i.id and v.variant = d.variant and v.kind = :kind
        join article_candidate a on a.article_id = v.article_id
        where i.id = :issue order by v.position
        """;
    return jdbc.sql(sql)
        .param("reader", reader)
        .param("issue", issue.value())
        .param("kind", kind)
        .query((rs, _) -> java.util.Objects.requireNonNull(rs.getString("title")))
        .list();
  }

  /// What delivery would write when a mail server refuses.
  void refused(IssueId issue) {
    jdbc.sql(
            "update delivery set state = 'FAILED' where mailing_id = (select mailing from issue where id = :id)")
        .param("id", issue.value())
        .update();
  }
}
