package org.courant.article;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.courant.article.Identity.Alias;
import org.courant.article.Identity.Kind;
import org.courant.cleaning.WebAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which article an item is: the names every article was ever known by within its site.
@Repository
class Identities {
  private final JdbcClient jdbc;

  Identities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Match(Kind kind, Known known) {}

  /// Until the transaction's end nobody else records an item of this site: two pulls that meet the
  /// same new item at once must not make two articles of it.
  void lock(String site) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('courant.article ' || :site, 0))")
        .param("site", site)
        .query((_, _) -> site)
        .list();
  }

  /// The article known by the strongest of the item's names that can be believed.
  Optional<Known> find(String site, Identity identity, String title, @Nullable Instant published) {
    var sql =
        """
        select al.kind, a.id, a.uri, a.guid, r.url, a.revision, a.withdrawn_at, a.withdrawn_by, r.content_hash, r.title,
               r.text, r.sponsor, r.correction_note, r.correction_at, r.correction_by, r.published_at, r.updated_at
        from article_alias al
        join article a on a.id = al.article_id
        join article_revision r on r.article_id = a.id and r.revision = a.revision
        where al.site = :site and (al.kind, al.value) in (:aliases)
        """;
    var pairs =
        identity.aliases().stream()
            .map(alias -> new Object[] {alias.kind().name(), alias.value()})
            .toList();
    return jdbc
        .sql(sql)
        .param("site", site)
        .param("aliases", pairs)
        .query((row, _) -> new Match(Kind.valueOf(row.getString("kind")), known(row)))
        .list()
        .stream()
        .filter(match -> believable(match, identity, title, published))
        .min(Comparator.comparing(Match::kind))
        .map(Match::known);
  }

  /// Sites exist whose items all link to one page, so a link alone does not make two guids one
  /// article: title or date must agree as well.
  private static boolean believable(
      Match match, Identity identity, String title, @Nullable Instant published) {
    var known = match.known();
    boolean sameTitle = Identity.normalised(title).equals(Identity.normalised(known.title()));
    boolean sameDate = known.published().equals(published);
    boolean agrees = sameTitle || (sameDate && !identity.linkShared());
    boolean oneUnnamed = identity.guid() == null || known.guid() == null;
    return switch (match.kind()) {
      case GUID, GUID_PATH -> true;
      case LINK ->
          identity.linkShared() ? sameTitle && (oneUnnamed || sameDate) : oneUnnamed || agrees;
      case LINK_PATH -> agrees;
      case TITLE_DATE -> identity.nameless() || (known.guid() == null && known.url() == null);
    };
  }

  /// Gives the article that is linked at `from` the names of the item as well; one that is another
  /// article's stays there.
  void moved(String from, IncomingArticle there, Instant now) {
    var address = WebAddress.resolve(from, Identity.NOWHERE);
    var link = address == null ? null : WebAddress.canonical(address);
    if (link == null) {
      return;
    }
    var former = new Identity(null, List.of(new Alias(Kind.LINK, link)), false);
    var title = Cleaning.title(there);
    find(there.site(), former, title, there.published())
        .filter(known -> isTheSame(known, title, there.published()))
        .ifPresent(known -> remember(known.id(), there.site(), Identity.of(there).lasting(), now));
  }

  /// Many articles have the date of one day, few that of one minute.
  private static boolean isTheSame(Known known, String title, @Nullable Instant published) {
    var toTheMinute = known.published().getEpochSecond() % Duration.ofDays(1).toSeconds() != 0;
    return Identity.normalised(title).equals(Identity.normalised(known.title()))
        || (toTheMinute && known.published().equals(published));
  }

  private static Known known(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Known(
        row.getLong("id"),
        row.getString("uri"),
        row.getString("guid"),
        row.getString("url"),
        row.getInt("revision"),
        row.getString("content_hash"),
        row.getString("title"),
        row.getString("text"),
        row.getString("sponsor"),
        row.getString("correction_note"),
        instant(row.getObject("correction_at", OffsetDateTime.class)),
        Mark.actor(row.getString("correction_by")),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("withdrawn_at", OffsetDateTime.class)),
        Mark.actor(row.getString("withdrawn_by")));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /// Adds the names the article was not yet known by; a name that belongs to another article stays
  /// there.
  void remember(long articleId, String site, List<Alias> aliases, Instant now) {
    var sql =
        """
        insert into article_alias (site, kind, value, article_id, first_seen_at)
        values (:site, :kind, :value, :article, :now)
        on conflict do nothing
        """;
    for (var alias : aliases) {
      jdbc.sql(sql)
          .param("site", site)
          .param("kind", alias.kind().name())
          .param("value", alias.value())
          .param("article", articleId)
          .param("now", now.atOffset(UTC))
          .update();
    }
  }
}
