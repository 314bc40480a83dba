package org.courant.article;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `article_telling`: what each source of a site said last of an article.
@Repository
class Tellings {
  /// What one source said last of an article.
  ///
  /// @param hash of all that it said
  /// @param parts of what it said something: the API of a site may know nothing of its recordings,
  ///   its feed nothing of its pictures
  record Telling(String source, String hash, Set<Part> parts) {
    enum Part {
      /// Title, address and date, which every source tells.
      NAME,
      SUMMARY,
      BODY,
      AUTHORS,
      FILING,
      IMAGE,
      ENCLOSURES,
      LANGUAGE,
      SPONSOR,
      CORRECTION
    }

    static Set<Part> parts(IncomingArticle item, boolean whole) {
      var parts = EnumSet.of(Part.NAME);
      add(parts, Part.SUMMARY, given(item.summary()));
      add(parts, Part.BODY, whole && given(item.html()));
      add(parts, Part.AUTHORS, !item.authors().isEmpty());
      add(parts, Part.FILING, !item.categories().isEmpty());
      add(parts, Part.IMAGE, item.image() != null);
      add(parts, Part.ENCLOSURES, !item.enclosures().isEmpty());
      add(parts, Part.LANGUAGE, given(item.language()));
      add(parts, Part.SPONSOR, given(item.sponsor()));
      add(parts, Part.CORRECTION, given(item.correction()));
      return parts;
    }

    /// Whether it is the same word of the same source.
    boolean says(Telling other) {
      return source.equals(other.source) && hash.equals(other.hash) && parts.equals(other.parts);
    }

    private static void add(Set<Part> parts, Part part, boolean told) {
      if (told) {
        parts.add(part);
      }
    }

    private static boolean given(@Nullable String text) {
      return text != null && !text.isBlank();
    }

    /// What stays as it is although this is said now: what others told and this source never did.
    ///
    /// @param tellings what was said before. When this is the source's first word of the article,
    ///   all stays that others told, unless it has news.
    /// @param news whether the source says that the article changed since it was known
    Set<Part> leaves(Collection<Telling> tellings, boolean news) {
      var others = tellings.stream().filter(one -> !one.source().equals(source)).toList();
      var before =
          tellings.stream().filter(one -> one.source().equals(source)).findFirst().orElse(null);
      var told =
          others.stream().flatMap(other -> other.parts().stream()).collect(Collectors.toSet());
      if (before == null && !others.isEmpty() && !news) {
        var left = EnumSet.allOf(Part.class);
        left.removeIf(part -> parts.contains(part) && !told.contains(part));
        return left;
      }
      var left = EnumSet.noneOf(Part.class);
      for (var part : told) {
        add(
            left,
            part,
            !parts.contains(part) && (before == null || !before.parts().contains(part)));
      }
      // A summary that nobody wrote is the beginning of the text.
      add(left, Part.SUMMARY, left.contains(Part.BODY) && !parts.contains(Part.SUMMARY));
      return left;
    }
  }

  private final JdbcClient jdbc;

  Tellings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Telling> of(long articleId) {
    return jdbc.sql("select source, hash, parts from article_telling where article_id = :article")
        .param("article", articleId)
        .query((row, _) -> telling(row))
        .list();
  }

  private static Telling telling(ResultSet row) throws SQLException {
    var parts = (String[]) row.getArray("parts").getArray();
    return new Telling(
        row.getString("source"),
        row.getString("hash"),
        Arrays.stream(parts).map(Telling.Part::valueOf).collect(Collectors.toSet()));
  }

  void put(long articleId, Telling telling) {
    var sql =
        """
        insert into article_telling (article_id, source, hash, parts)
        values (:article, :source, :hash, :parts)
        on conflict (article_id, source) do update set hash = excluded.hash, parts = excluded.parts
        """;
    jdbc.sql(sql)
        .param("article", articleId)
        .param("source", telling.source())
        .param("hash", telling.hash())
        .param(
            "parts",
            telling.parts().stream().map(Telling.Part::name).sorted().toArray(String[]::new))
        .update();
  }
}
