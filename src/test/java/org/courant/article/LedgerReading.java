package org.courant.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the ledger's tests do over and over: record an item, and read a site's articles back.
abstract class LedgerReading {
  @Autowired Ledger ledger;
  @Autowired Articles articles;
  @Autowired JdbcClient jdbc;

  Ledger.Outcome record(ItemDraft given, Instant now) {
    return ledger.record(given.incoming(), null, now);
  }

  List<Article> of(String site) {
    var keys =
        jdbc.sql("select id, revision from article where site = :site order by id")
            .param("site", site)
            .query((row, _) -> new RevisionKey(row.getLong("id"), row.getInt("revision")))
            .list();
    return articles.revisions(keys);
  }

  Article only(String site) {
    assertThat(of(site)).hasSize(1);
    return of(site).getFirst();
  }
}
