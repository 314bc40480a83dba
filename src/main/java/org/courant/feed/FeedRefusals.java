package org.courant.feed;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions that are not published, and what a person says to that.
@Repository
class FeedRefusals {
  private final JdbcClient jdbc;

  FeedRefusals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Why newer versions than the published one are not published, the latest first.
  List<String> of(String slug) {
    var sql =
        """
        select r.reason from feed f
        join feed_version r on r.slug = f.slug and r.state = 'REFUSED'
        left join feed_version v on v.slug = f.slug and v.version = f.version
        where f.slug = :slug and (v.last_modified is null or r.last_modified >= v.last_modified)
        order by r.last_modified desc
        """;
    return jdbc.sql(sql).param("slug", slug).query((row, _) -> row.getString("reason")).list();
  }

  /// The next version need not hold what the published one held; false where there is no such feed.
  boolean accept(String slug) {
    return jdbc.sql("update feed set terms = null where slug = :slug").param("slug", slug).update()
        == 1;
  }
}
