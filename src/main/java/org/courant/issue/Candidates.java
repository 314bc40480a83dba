package org.courant.issue;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The articles that an issue could show, numbered, and for each reader a mask with one bit an
/// article. Everything lies in tables of the transaction's own, so a million readers are a few
/// statements.
@Repository
class Candidates {
  /// The newest so many are looked at. It bounds the masks: a first pull of a large site may make
  /// thousands of articles eligible at once.
  private static final int MOST = 1_000;

  private static final int CADENCES = 4;

  private final JdbcClient jdbc;

  Candidates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Numbers the candidates; returns how many of them are new rather than corrected.
  int number(Period cadence, Instant now) {
    jdbc.sql(
            """
            create temporary table candidate (
              n int not null, article_id bigint not null, revision int not null, fresh boolean not null,
              eligible_at timestamptz not null, correction_at timestamptz, mask varbit) on commit drop
            """)
        .update();
    var sql =
        """
        insert into candidate (n, article_id, revision, fresh, eligible_at, correction_at)
        select row_number() over (order by published_at desc, uri collate "C") - 1,
               article_id, revision, fresh, eligible_at, correction_at
        from (select article_id, revision, published_at, uri, eligible_at, correction_at,
                     eligible_at > :oldest and eligible_at <= :now as fresh
              from article_candidate
              where (eligible_at > :oldest and eligible_at <= :now)
                 or (correction_at > :oldest and correction_at <= :now)
              order by published_at desc, uri collate "C" limit :most) newest
        """;
    Instant oldest = now.atZone(UTC).minus(cadence.multipliedBy(CADENCES)).toInstant();
    jdbc.sql(sql)
        .param("oldest", oldest.atOffset(UTC))
        .param("now", now.atOffset(UTC))
        .param("most", MOST)
        .update();
    jdbc.sql(
            """
            update candidate
            set mask = set_bit(repeat('0', (select count(*) from candidate)::int)::varbit, n, 1)
            """)
        .update();
    return jdbc.sql("select count(*) from candidate where fresh").query(Integer.class).single();
  }

  /// Works out each reader's masks, and numbers the variants: readers with the same masks have the
  /// same number, those with fewer new articles than `minimum` the highest. Returns how many
  /// readers the newsletter has.
  int mask(String newsletter, Period cadence, int minimum) {
    topics(newsletter);
    joined();
    carried();
    // Without their sizes known the readers are joined to these tables by sorting them on disk: 10
    // s
    // instead of 4 for a million.
    jdbc.sql("analyze candidate, topic_mask, joined_mask, carried_mask").update();
    jdbc.sql(
            """
            create temporary table reader_mask (
              reader uuid not null, variant int not null, mask varbit not null, corrections varbit not null)
              on commit drop
            """)
        .update();
    // `had` counts every kind, so an article shown as a correction is not shown as new afterwards.
    // The mailings are named one by one, so that of a year's rows only theirs are read.
    var sql =
        """
        insert into reader_mask (reader, variant, mask, corrections)
        select reader, dense_rank() over (order by bit_count(mask) >= :minimum desc, mask desc, corrections desc),
               mask, corrections
        from (
          select r.reader, t.mask & j.mask & ~coalesce(h.had, none.mask) as mask,
                 coalesce(h.wrong & ~h.told, none.mask) as corrections
          from newsletter_reader r
          cross join (select repeat('0', count(*)::int)::varbit as mask from candidate) none
          join topic_mask t on t.topics = r.topics
          join joined_mask j on j.bucket = width_bucket(
            r.joined_at - cast(:cadence as interval),
            (select array_agg(distinct eligible_at order by eligible_at) from candidate where fresh))
          left join (
            select d.recipient, bit_or(c.had) as had, bit_or(c.wrong) as wrong, bit_or(c.told) as told
            from delivery_carried d
            join carried_mask c on c.mailing = d.mailing_id and c.variant = d.variant
            where d.mailing_id = any (:mailings)
            group by d.recipient) h on h.recipient = r.reader
          where r.newsletter = :newsletter and not exists (
            select from suppressed_address s
            where s.address_key = r.address_key and (s.list is null or s.list = :newsletter))) masks
        """;
    int readers =
        jdbc.sql(sql)
            .param("newsletter", newsletter)
            .param("cadence", cadence.toString())
            .param("minimum", minimum)
            .param("mailings", carriers())
            .update();
    jdbc.sql("analyze reader_mask").update();
    return readers;
  }

  /// The mailings that carried one of today's candidates.
  private UUID[] carriers() {
    return jdbc.sql("select distinct mailing from carried_mask")
        .query(UUID.class)
        .list()
        .toArray(UUID[]::new);
  }

  /// A reader without topics sees everything. There are few sets of topics and many readers.
  private void topics(String newsletter) {
    jdbc.sql(
            "create temporary table topic_mask (topics text[] not null, mask varbit not null) on commit drop")
        .update();
    var sql =
        """
        insert into topic_mask (topics, mask)
        select t.topics, (
          select coalesce(bit_or(c.mask), repeat('0', max(size.n)::int)::varbit)
          from (select count(*) as n from candidate) size
          left join candidate c on t.topics = '{}' or exists (
            select from article_topic a where a.article_id = c.article_id and a.section = any (t.topics)))
        from (select distinct topics from newsletter_reader where newsletter = :newsletter) t
        """;
    jdbc.sql(sql).param("newsletter", newsletter).update();
  }

  /// What became eligible since a moment, for each moment that makes a difference: the bucket of a
  /// moment is the number of candidates' times up to it.
  private void joined() {
    jdbc.sql(
            "create temporary table joined_mask (bucket int not null, mask varbit not null) on commit drop")
        .update();
    var sql =
        """
        insert into joined_mask (bucket, mask)
        with ranked as (
          select mask, dense_rank() over (order by eligible_at) as rank from candidate where fresh)
        select bucket, coalesce(
          (select bit_or(mask) from ranked where rank > bucket),
          (select repeat('0', count(*)::int)::varbit from candidate))
        from generate_series(0, (select max(rank) from ranked)) bucket
        """;
    jdbc.sql(sql).update();
  }

  /// What the variants of earlier issues showed of today's candidates: `had` at all, `wrong` as it
  /// stood before its correction, `told` as it stands now.
  private void carried() {
    jdbc.sql(
            """
            create temporary table carried_mask (
              mailing uuid not null, variant int not null, had varbit not null, wrong varbit not null,
              told varbit not null) on commit drop
            """)
        .update();
    var sql =
        """
        insert into carried_mask (mailing, variant, had, wrong, told)
        select i.mailing, v.variant, bit_or(c.mask),
               bit_or(case when c.correction_at > i.composed_at then c.mask else none.mask end),
               bit_or(case when c.correction_at <= i.composed_at then c.mask else none.mask end)
        from candidate c
        join issue_variant_item v on v.article_id = c.article_id
        join issue i on i.id = v.issue
        cross join (select repeat('0', count(*)::int)::varbit as mask from candidate) none
        group by i.mailing, v.variant
        """;
    jdbc.sql(sql).update();
  }
}
