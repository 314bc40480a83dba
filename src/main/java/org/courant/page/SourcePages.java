package org.courant.page;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_page`: which pages of a site were visited and what each turned out to be.
@Repository
class SourcePages {
  private final JdbcClient jdbc;

  SourcePages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param lastmod what the sitemap said of its last change at the visit
  /// @param link the address under which its article was recorded; null when it is no article
  record Page(String address, @Nullable String lastmod, Instant readAt, @Nullable String link) {
    private static final String UNLISTED = "unlisted";

    /// One that no sitemap names any more, looked at.
    static Page unlisted(String address, Instant readAt, @Nullable String link) {
      return new Page(address, UNLISTED, readAt, link);
    }

    /// Whether it was looked at after the sitemaps named it last.
    boolean isUnlisted() {
      return UNLISTED.equals(lastmod);
    }
  }

  /// By address.
  Map<String, Page> of(String source) {
    return jdbc
        .sql("select address, lastmod, read_at, link from source_page where source = :source")
        .param("source", source)
        .query(
            (rs, _) ->
                new Page(
                    rs.getString("address"),
                    rs.getString("lastmod"),
                    rs.getObject("read_at", OffsetDateTime.class).toInstant(),
                    rs.getString("link")))
        .list()
        .stream()
        .collect(Collectors.toMap(Page::address, Function.identity()));
  }

  void put(String source, Page page) {
    jdbc.sql(
            """
            insert into source_page (source, address, lastmod, read_at, link)
            values (:source, :address, :lastmod, :readAt, :link)
            on conflict (source, address) do update
            set lastmod = excluded.lastmod, read_at = excluded.read_at, link = excluded.link
            """)
        .param("source", source)
        .param("address", page.address())
        .param("lastmod", page.lastmod())
        .param("readAt", page.readAt().atOffset(UTC))
        .param("link", page.link())
        .update();
  }

  void remove(String source, Collection<String> addresses) {
    jdbc.sql("delete from source_page where source = :source and address = any(:addresses)")
        .param("source", source)
        .param("addresses", addresses.toArray(String[]::new))
        .update();
  }
}
