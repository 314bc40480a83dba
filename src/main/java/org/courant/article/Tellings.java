package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
  /// @param hash of all that it said; empty when it withdrew the article
  /// @param parts of what it said something: the API of a site may know nothing of its recordings,
  ///   its feed nothing of its pictures
  /// @param overtakenAt when another source told an edit after that; null when none did
  record Telling(String source, String hash, Set<Part> parts, @Nullable Instant overtakenAt) {
    /// By then a source has told what another one told, or tells something else.
    private static final Duration ONE_EDIT = Duration.ofDays(1);

    /// So much a site's clock may be ahead of ours.
    private static final Duration CLOCKS = Duration.ofMinutes(5);

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

    /// Whether another source withdrew the article, which this one's word does not undo.
    boolean isOverruled(Collection<Telling> before) {
      return before.stream().anyMatch(one -> one.hash.isEmpty() && !one.source.equals(source));
    }

    /// Whether it tells of nothing that others did not tell: it is the source's first word of the
    /// article, or its word of an edit that another source told in its own words. Then it adds what
    /// nobody told, and changes nothing.
    boolean follows(Collection<Telling> before, Arrival arrival, Instant updated) {
      var own = own(before);
      if (own == null) {
        return !before.isEmpty() && !arrival.hasNews(updated);
      }
      var overtaken = own.overtakenAt();
      return overtaken != null
          && arrival.now().isBefore(overtaken.plus(ONE_EDIT))
          && !arrival.hasNews(overtaken.plus(CLOCKS));
    }

    private @Nullable Telling own(Collection<Telling> tellings) {
      return tellings.stream().filter(one -> one.source().equals(source)).findFirst().orElse(null);
    }

    /// What stays as it is although this is said now: what others told and this source never did;
    /// if it follows, all that they told.
    Set<Part> leaves(Collection<Telling> before, boolean follows) {
      var own = own(before);
      var leading =
          before.stream()
              .filter(one -> !one.source().equals(source))
              .filter(one -> own == null || !follows || one.overtakenAt() == null);
      var told = leading.flatMap(one -> one.parts().stream()).collect(Collectors.toSet());
      var left = EnumSet.noneOf(Part.class);
      for (var part : Part.values()) {
        boolean mine = parts.contains(part) || (own != null && own.parts().contains(part));
        add(left, part, told.contains(part) ? follows || !mine : follows && !mine);
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
    return jdbc.sql(
            "select source, hash, parts, overtaken_at from article_telling where article_id = :article")
        .param("article", articleId)
        .query((row, _) -> telling(row))
        .list();
  }

  private static Telling telling(ResultSet row) throws SQLException {
    var parts = (String[]) row.getArray("parts").getArray();
    var overtaken = row.getObject("overtaken_at", OffsetDateTime.class);
    return new Telling(
        row.getString("source"),
        row.getString("hash"),
        Arrays.stream(parts).map(Telling.Part::valueOf).collect(Collectors.toSet()),
        overtaken == null ? null : overtaken.toInstant());
  }

  void put(long articleId, Telling telling) {
    var sql =
        """
        insert into article_telling (article_id, source, hash, parts)
        values (:article, :source, :hash, :parts)
        on conflict (article_id, source) do update
        set hash = excluded.hash, parts = excluded.parts, overtaken_at = null
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

  /// Notes who withdrew articles; its next word differs from this one, whatever it says.
  void withdraw(Collection<Long> articleIds, String by) {
    var sql =
        """
        insert into article_telling (article_id, source, hash, parts)
        select article, :by, '', '{}' from unnest(:articles::bigint[]) article
        on conflict (article_id, source) do update set hash = '', overtaken_at = null
        """;
    jdbc.sql(sql).param("by", by).param("articles", articleIds.toArray(Long[]::new)).update();
  }

  /// An edit that one source told makes the others' words older than the article.
  void overtake(long articleId, String by, Instant now) {
    var sql =
        """
        update article_telling set overtaken_at = :now
        where article_id = :article and source <> :by
        """;
    jdbc.sql(sql)
        .param("article", articleId)
        .param("by", by)
        .param("now", now.atOffset(UTC))
        .update();
  }
}
