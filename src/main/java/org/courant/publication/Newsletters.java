package org.courant.publication;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The newsletters of the publication.
@Repository
public class Newsletters {
  private final List<Newsletter> declared;
  private final JdbcClient jdbc;

  Newsletters(PublicationSettings settings, JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.declared =
        settings.newsletters().stream().map(PublicationSettings.Letter::newsletter).toList();
  }

  /// Those the configuration declares, in its order.
  public List<Newsletter> active() {
    return declared;
  }

  /// The declared newsletter with this slug.
  public Optional<Newsletter> named(String slug) {
    return declared.stream().filter(newsletter -> newsletter.slug().equals(slug)).findFirst();
  }

  @Transactional
  void declare() {
    for (Newsletter newsletter : declared) {
      var sql =
          """
          insert into newsletter (slug, title) values (:slug, :title)
          on conflict (slug) do update set title = excluded.title, retired_at = null
          """;
      jdbc.sql(sql).param("slug", newsletter.slug()).param("title", newsletter.title()).update();
    }
    var retire =
        """
        update newsletter set retired_at = current_timestamp
        where retired_at is null and slug <> all (string_to_array(:slugs, ','))
        """;
    jdbc.sql(retire)
        .param("slugs", String.join(",", declared.stream().map(Newsletter::slug).toList()))
        .update();
  }
}
