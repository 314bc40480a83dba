package org.courant.issue;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.UUID;
import org.courant.delivery.Mailings;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailingHeaders;
import org.courant.message.MailingId;
import org.courant.publication.Newsletter;
import org.courant.publication.Publication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Composes an issue and freezes its mailing, in one transaction.
@Component
class Composition {
  private static final int LOCK = 0x636f6d70;

  /// What is to be composed.
  record Order(Newsletter newsletter, String campaign, Instant scheduledFor) {}

  /// What composing came to.
  sealed interface Composed {
    /// The issue is written down and its mailing frozen.
    record Frozen(IssueId issue) implements Composed {}

    /// Nothing is written.
    record Nothing(String reason) implements Composed {}
  }

  private final JdbcClient jdbc;
  private final Candidates candidates;
  private final Issues issues;
  private final Mailings mailings;
  private final Publication publication;
  private final IssueSettings settings;

  Composition(
      JdbcClient jdbc,
      Candidates candidates,
      Issues issues,
      Mailings mailings,
      Publication publication,
      IssueSettings settings) {
    this.jdbc = jdbc;
    this.candidates = candidates;
    this.issues = issues;
    this.mailings = mailings;
    this.publication = publication;
    this.settings = settings;
  }

  /// One at a time for the whole publication, whatever the newsletter: what one issue carries, the
  /// next must see as had.
  ///
  /// @throws org.courant.message.MailingRefused when the mailing cannot be sent as things stand
  @Transactional
  public Composed compose(Order order, Instant now) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)").param("lock", LOCK).query(_ -> {});
    plan();
    Newsletter newsletter = order.newsletter();
    int fresh = candidates.number(newsletter.cadence(), now);
    if (fresh == 0) {
      return new Composed.Nothing(nothingNew(readers(newsletter)));
    }
    int readers = candidates.mask(newsletter.slug(), newsletter.cadence(), newsletter.minimum());
    int variants = variants(newsletter.minimum());
    if (variants == 0) {
      return new Composed.Nothing(nothing(newsletter, readers));
    }
    int number = issues.nextNumber(newsletter.slug());
    MailingId mailing = mailing(newsletter, number, now);
    IssueId issue = new IssueId(UUID.randomUUID());
    issues.open(
        issue, order, new Issues.Place(number, mailing, mailingName(newsletter, number)), now);
    write(issue, newsletter.maximum());
    recipients(mailing, newsletter.slug(), now);
    issues.freeze(issue, mailings.freeze(mailing, now));
    return new Composed.Frozen(issue);
  }

  /// How PostgreSQL is to work in this transaction. A million readers are joined and sorted in
  /// memory; with its usual 4 MB it is done on disk. They are joined to each other as whole sets:
  /// of readers or rows that came a moment ago nothing is known, and taken for few they were looked
  /// up one by one, which made 22 s of 11 for a million recipients.
  private void plan() {
    jdbc.sql("set local work_mem = '64MB'").update();
    jdbc.sql("set local enable_nestloop = off").update();
  }

  private static String nothing(Newsletter newsletter, int readers) {
    if (readers == 0) {
      return "nobody is subscribed to " + newsletter.slug();
    }
    return newsletter.minimum() == 1
        ? nothingNew(readers)
        : "no reader has the %d new articles that an issue needs".formatted(newsletter.minimum());
  }

  private static String nothingNew(int readers) {
    return switch (readers) {
      case 0 -> "nobody is subscribed";
      case 1 -> "no article is new for the one reader";
      default -> "no article is new for any of the %d readers".formatted(readers);
    };
  }

  private int readers(Newsletter newsletter) {
    return jdbc.sql("select count(*) from newsletter_reader where newsletter = :newsletter")
        .param("newsletter", newsletter.slug())
        .query(Integer.class)
        .single();
  }

  private static String mailingName(Newsletter newsletter, int number) {
    return "%s-%d".formatted(newsletter.slug(), number);
  }

  private MailingId mailing(Newsletter newsletter, int number, Instant now) {
    var headers =
        new MailingHeaders(
            newsletter.title(),
            newsletter.fromName(),
            newsletter.fromAddress(),
            publication.contact(),
            publication.url("/newsletters/%s/%d".formatted(newsletter.slug(), number)));
    Instant usefulUntil = settings.issues().usefulUntil(newsletter.cadence(), now);
    String name = mailingName(newsletter, number);
    return mailings.create(new NewMailing(name, newsletter.slug(), headers, usefulUntil));
  }

  /// Readers with the same masks are one variant; those with too little new wait for more.
  private int variants(int minimum) {
    jdbc.sql(
            """
            create temporary table variant_mask (
              variant int not null, mask varbit not null, corrections varbit not null,
              recipients bigint not null) on commit drop
            """)
        .update();
    // All masks of a variant are alike; PostgreSQL cannot hash bits, but numbers.
    var sql =
        """
        insert into variant_mask (variant, mask, corrections, recipients)
        select variant, bit_or(mask), bit_or(corrections), count(*)
        from reader_mask where bit_count(mask) >= :minimum
        group by variant
        """;
    int variants = jdbc.sql(sql).param("minimum", minimum).update();
    jdbc.sql("analyze variant_mask").update();
    return variants;
  }

  private void write(IssueId issue, int maximum) {
    var variants =
        """
        insert into issue_variant (issue, variant, recipients, more)
        select :issue, variant, recipients, greatest(bit_count(mask) - :maximum, 0) from variant_mask
        """;
    jdbc.sql(variants).param("issue", issue.value()).param("maximum", maximum).update();
    // Only what a variant shows counts as carried: the rest rolls over to the next issue.
    var shown =
        """
        insert into issue_variant_item (issue, variant, kind, position, article_id, revision)
        select :issue, variant, kind, position, article_id, revision
        from (
          select v.variant, 'NEW' as kind, row_number() over (partition by v.variant order by c.n) as position,
                 c.article_id, c.revision
          from variant_mask v join candidate c on get_bit(v.mask, c.n) = 1) new
        where position <= :maximum
        union all
        select :issue, v.variant, 'CORRECTION', row_number() over (partition by v.variant order by c.n),
               c.article_id, c.revision
        from variant_mask v join candidate c on get_bit(v.corrections, c.n) = 1
        """;
    jdbc.sql(shown).param("issue", issue.value()).param("maximum", maximum).update();
    var items =
        """
        insert into issue_item (issue, position, article_id, revision)
        select :issue, row_number() over (order by n), article_id, revision from candidate
        where get_bit((select bit_or(mask) from variant_mask), n) = 1
        """;
    jdbc.sql(items).param("issue", issue.value()).update();
  }

  private void recipients(MailingId mailing, String newsletter, Instant now) {
    var sql =
        """
        insert into mailing_recipient (mailing_id, recipient, address, address_key, variant, due_at, name)
        select :mailing, r.reader, r.address, r.address_key, m.variant, :now, r.name
        from reader_mask m
        join newsletter_reader r on r.reader = m.reader and r.newsletter = :newsletter
        where m.variant in (select variant from variant_mask)
        order by m.variant
        """;
    jdbc.sql(sql)
        .param("mailing", mailing.value())
        .param("newsletter", newsletter)
        .param("now", now.atOffset(UTC))
        .update();
  }
}
