package org.courant.issue;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.courant.Bench;
import org.courant.BenchCost;
import org.courant.delivery.LedgerBench;
import org.courant.message.MailingId;
import org.courant.publication.Newsletter;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// Composes and freezes an issue for many readers after a year of issues, of which each of them got
/// three in four: `scripts/bench freeze`. As in a server that ran that long, the issues of the last
/// thirteen weeks have a row a reader, and older ones are folded.
final class FreezeBench {
  private final ApplicationContext context;
  private final JdbcTemplate jdbc;

  private FreezeBench(ApplicationContext context) {
    this.context = context;
    this.jdbc = context.getBean(JdbcTemplate.class);
  }

  /// Arguments: readers, past issues, data folder.
  public static void main(String[] args) throws Exception {
    try (var context =
        Bench.start(
            Path.of(args[2]),
            "--courant.relays[0].host=127.0.0.1",
            "--spring.datasource.hikari.minimum-idle=1")) {
      var bench = new FreezeBench(context);
      bench.measure(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    }
  }

  private void measure(int readers, int issues) throws Exception {
    var now = context.getBean(Clock.class).instant().truncatedTo(ChronoUnit.SECONDS);
    timed(
        "made up readers, articles and %d issues".formatted(issues),
        () -> history(readers, issues, now));
    System.out.println(
        jdbc.queryForObject(
            """
            select (select count(*) from delivery) || ' rows of the last issues in '
              || pg_size_pretty(pg_total_relation_size('delivery')) || ', '
              || coalesce((select sum(size) from delivery_past), 0) || ' folded in '
              || pg_size_pretty(pg_total_relation_size('delivery_past'))
            """,
            String.class));
    var composed =
        timed("compose and freeze for %,d readers".formatted(readers), () -> composed(now));
    System.out.println(composed);
    var mailing = timed("freeze of %,d recipients alone".formatted(readers), () -> frozen(readers));
    timed("cancel of %,d recipients".formatted(readers), () -> cancelled(mailing, now));
    timed(
        "fold of %,d recipients".formatted(readers),
        () -> LedgerBench.folded(context, now.plus(Duration.ofDays(200))));
    System.out.printf(
        "heap at most %d MB, %s%n", Runtime.getRuntime().maxMemory() >> 20, resident());
  }

  private MailingId frozen(int readers) {
    MailingId id =
        context
            .getBean(TransactionTemplate.class)
            .execute(_ -> LedgerBench.frozen(context, readers, 1_000, "news@courant.test"));
    return java.util.Objects.requireNonNull(id);
  }

  private boolean cancelled(MailingId mailing, Instant now) {
    return context
        .getBean(org.courant.delivery.Mailings.class)
        .cancel(mailing, "the bench is over", now);
  }

  private String composed(Instant now) {
    var newsletter =
        new Newsletter("bench", "Bench", "", Period.ofDays(7), "News", "news@courant.test", 12, 1);
    var order = new Composition.Order(newsletter, "bench", now);
    context.getBean(Composition.class).compose(order, now);
    return String.valueOf(
        jdbc.queryForObject(
            "select recipients || ' recipients, ' || variants || ' variants, ' || articles || ' articles' from issue where newsletter = 'bench' order by number desc limit 1",
            String.class));
  }

  /// Twelve articles a week in ten sections, readers with one of 250 choices of them, and issues in
  /// fifty variants.
  private boolean history(int readers, int issues, Instant now) {
    context
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            _ -> {
              jdbc.execute("set local synchronous_commit = off");
              for (var statement : HISTORY.split(";", -1)) {
                if (!statement.isBlank()) {
                  jdbc.execute(
                      statement
                          .replace("$readers", String.valueOf(readers))
                          .replace("$issues", String.valueOf(issues))
                          .replace("$now", "'%s'::timestamptz".formatted(now.atOffset(UTC))));
                }
              }
            });
    jdbc.execute("vacuum analyze");
    return true;
  }

  private static final String HISTORY =
      """
      insert into subscriber (address, address_key, name, created_at)
      select 'reader-' || n || '@readers.test', sha256(('reader' || n)::bytea), 'Reader ' || n, $now - interval '2 years'
      from generate_series(1, $readers) n;
      insert into subscription (subscriber, newsletter, status, topics, joined_at)
      select id, 'bench', 'ACTIVE',
        array(select 'topic-' || t from generate_series(0, 9) t where t > 7 or (abs(hashtext(id::text)) % 250 >> t) & 1 = 1),
        created_at from subscriber where address like 'reader-%@readers.test';
      insert into article (uri, site, revision, published_at, first_seen_at, eligible_at)
      select 'tag:bench:' || n, 'bench', 1, at, at, at
      from generate_series(1, $issues * 12) n, lateral (select $now - n * interval '14 hours' as at) a;
      insert into article_revision (article_id, revision, content_hash, title, summary, html, text, authors, sections,
        tags, language, published_at, updated_at, recorded_at)
      select id, 1, uri, uri, '', '', '', '{}', '{}', '{}', 'en', published_at, published_at, published_at
      from article where site = 'bench';
      insert into article_section (section, article_id)
      select 'topic-' || id % 10, id from article where site = 'bench';
      insert into mailing (id, name, list, list_title, from_name, from_address, archive, state, frozen, useful_until)
      select gen_random_uuid(), 'past-' || n, 'bench', '', '', '', '', 'FINISHED', null, $now
      from generate_series(1, $issues) n;
      insert into issue (id, newsletter, number, campaign, scheduled_for, mailing, mailing_name, state, newsletter_title,
        composed_at, recipients, variants, articles)
      select gen_random_uuid(), 'bench', $issues + 1 - n, 'bench', at, m.id, m.name, 'RENDERED', 'Bench', at, $readers, 50, 12
      from generate_series(1, $issues) n join mailing m on m.name = 'past-' || n,
        lateral (select $now - n * interval '7 days' as at) a;
      insert into issue_variant (issue, variant, recipients, more)
      select i.id, v, $readers / 50, 0 from issue i, generate_series(1, 50) v where i.newsletter = 'bench';
      insert into issue_variant_item (issue, variant, kind, position, article_id, revision)
      select i.id, v, 'NEW', row_number() over (partition by i.id, v order by a.id), a.id, 1
      from issue i, generate_series(1, 50) v, article a
      where i.newsletter = 'bench' and a.site = 'bench'
        and a.eligible_at <= i.composed_at and a.eligible_at > i.composed_at - interval '7 days';
      insert into delivery (mailing_id, recipient, address, address_key, variant, due_at, name, state, answer, answered_at)
      select i.mailing, s.id, s.address, s.address_key, 1 + abs(hashtext(s.id::text)) % 50, i.composed_at, s.name,
        'SENT', '250 2.0.0 Ok: queued as 4XyZ1234567', i.composed_at
      from issue i, subscriber s
      where i.newsletter = 'bench' and i.number > $issues - 13 and s.address like 'reader-%@readers.test'
        and (abs(hashtext(s.id::text)) / 250 + i.number) % 4 <> 0;
      insert into delivery_past (mailing_id, first_id, variant, state, recipients)
      select i.mailing, s.slice * 4 + s.miss, s.variant, 'SENT', s.recipients
      from issue i, (
        select variant, slice, miss, array_agg(id) as recipients
        from (select id, variant, miss, row_number() over (partition by miss order by variant) / 10240 as slice
              from (select id, 1 + abs(hashtext(id::text)) % 50 as variant, abs(hashtext(id::text)) / 250 % 4 as miss
                    from subscriber where address like 'reader-%@readers.test') v) numbered
        group by variant, slice, miss) s
      where i.newsletter = 'bench' and i.number <= $issues - 13 and (s.miss + i.number) % 4 <> 0
      """;

  private <T> T timed(String what, Callable<T> act) throws Exception {
    var before = BenchCost.now(context);
    var start = System.nanoTime();
    var result = act.call();
    var seconds = (System.nanoTime() - start) / 1e9;
    var database = BenchCost.now(context).minus(before).database() / 1e9;
    System.out.printf("%-52s %7.1f s, processor %7.1f s%n", what, seconds, database);
    return result;
  }

  private static String resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .map(
            line -> "resident at most " + Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
        .orElse("");
  }
}
