package org.courant.wordpress;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `source_post`: which posts a WordPress source showed.
@Repository
class SourcePosts {
  private final JdbcClient jdbc;

  SourcePosts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// By number.
  Map<Long, Post.Key> of(String source) {
    return jdbc
        .sql("select post, guid, modified, link from source_post where source = :source")
        .param("source", source)
        .query(
            (rs, _) ->
                new Post.Key(
                    rs.getLong("post"),
                    rs.getString("guid"),
                    rs.getObject("modified", LocalDateTime.class),
                    rs.getString("link")))
        .list()
        .stream()
        .collect(Collectors.toMap(Post.Key::id, Function.identity()));
  }

  /// What each post was filed under as it was shown last, by number.
  Map<Long, String> terms(String source) {
    return jdbc
        .sql("select post, terms from source_post where source = :source and terms is not null")
        .param("source", source)
        .query((rs, _) -> Map.entry(rs.getLong("post"), rs.getString("terms")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// @param terms see [Terms#label]
  void put(String source, Post.Key post, String terms) {
    jdbc.sql(
            """
            insert into source_post (source, post, guid, modified, link, terms)
            values (:source, :post, :guid, :modified, :link, :terms)
            on conflict (source, post) do update
            set guid = excluded.guid, modified = excluded.modified, link = excluded.link, terms = excluded.terms
            """)
        .param("source", source)
        .param("post", post.id())
        .param("guid", post.guid())
        .param("modified", post.modified())
        .param("link", post.link())
        .param("terms", terms)
        .update();
  }

  void remove(String source, Collection<Long> posts) {
    jdbc.sql("delete from source_post where source = :source and post = any(:posts)")
        .param("source", source)
        .param("posts", posts.toArray(Long[]::new))
        .update();
  }
}
