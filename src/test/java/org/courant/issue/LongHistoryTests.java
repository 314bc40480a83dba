package org.courant.issue;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.LedgerBench;
import org.courant.issue.Composition.Composed;
import org.courant.message.MailingId;
import org.courant.publication.Newsletter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What was sent long ago still counts, and costs nothing where it does not matter.
@CourantTest
class LongHistoryTests extends Launching {
  private static final int STRANGERS = 100_000;

  @Autowired private TransactionTemplate transactions;
  @Autowired private JdbcClient jdbc;

  @Test
  void neverShowsAReaderAnArticleOfAFoldedMailingAgainButItsCorrection() {
    Instant now = year(2150);
    given.reader("folded", now.minus(Duration.ofDays(400)));
    given.article("Had once", now.minus(Duration.ofDays(1)));
    Newsletter newsletter = given.newsletter("folded");
    MailingId first = issues.get(frozen(newsletter, now)).mailing();
    end(first);

    assertThat(LedgerBench.folded(context, now.plus(Duration.ofDays(100)))).isPositive();
    assertThat(rows(first)).isZero();
    assertThat(mailings.progress(first).line()).endsWith("frozen 1 = sent 1");
    assertThat(compose(newsletter, now.plusSeconds(1))).isInstanceOf(Composed.Nothing.class);

    given.correction("Had once", "It was wrong.", now.plusSeconds(2));
    given.article("New since", now.plusSeconds(2));
    var ada = onlyReader("folded");
    IssueId second = frozen(newsletter, now.plusSeconds(3));
    assertThat(given.shown(ada, second, "NEW")).containsExactly("New since");
    assertThat(given.shown(ada, second, "CORRECTION")).containsExactly("Had once");
  }

  @Test
  void readsNoRowsOfMailingsThatCarriedNoCandidate() {
    Instant now = year(2151);
    given.reader("beside", now.minus(Duration.ofDays(400)));
    given.article("First", now.minus(Duration.ofDays(1)));
    frozen(given.newsletter("beside"), now);
    transactions.executeWithoutResult(
        _ -> LedgerBench.frozen(context, STRANGERS, 1, "news@courant.test"));
    given.article("Second", now);

    long read =
        requireNonNull(
            transactions.execute(
                _ -> {
                  long before = rowsRead();
                  frozen(given.newsletter("beside"), now.plusSeconds(1));
                  return rowsRead() - before;
                }));
    assertThat(read).isLessThan(STRANGERS / 10);
  }

  private void end(MailingId id) {
    jdbc.sql(
            """
            update delivery set state = 'SENT' where mailing_id = :id;
            update delivery_block set due_at = null where mailing_id = :id;
            update mailing set state = 'FINISHED' where id = :id
            """)
        .param("id", id.value())
        .update();
  }

  private int rows(MailingId id) {
    return jdbc.sql("select count(*) from delivery where mailing_id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .single();
  }

  private UUID onlyReader(String newsletter) {
    return jdbc.sql("select reader from newsletter_reader where newsletter = :newsletter")
        .param("newsletter", newsletter)
        .query(UUID.class)
        .single();
  }

  /// Rows and entries of indexes of all recipients that this transaction has read.
  private long rowsRead() {
    var sql =
        """
        select pg_stat_get_xact_tuples_returned('delivery'::regclass) + sum(pg_stat_get_xact_tuples_returned(indexrelid))
        from pg_index where indrelid = 'delivery'::regclass
        """;
    return jdbc.sql(sql).query(Long.class).single();
  }
}
