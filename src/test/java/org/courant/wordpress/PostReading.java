package org.courant.wordpress;

import java.util.List;
import org.courant.article.Article;
import org.courant.article.Articles;
import org.courant.article.Ledger;
import org.courant.article.RevisionKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What tests of pulled posts do over and over: read one's article back.
abstract class PostReading {
  @Autowired JdbcClient jdbc;
  @Autowired private Ledger ledger;
  @Autowired private Articles articles;

  Article article(String site, String guid) {
    var id =
        ledger.present(site).stream()
            .filter(one -> one.guid().equals(guid))
            .findFirst()
            .orElseThrow()
            .articleId();
    var revision =
        jdbc.sql("select revision from article where id = :id")
            .param("id", id)
            .query(Integer.class)
            .single();
    return articles.revisions(List.of(new RevisionKey(id, revision))).getFirst();
  }
}
