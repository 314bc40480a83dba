package org.courant.issue;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.courant.article.RevisionKey;
import org.courant.message.MailingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The issues and what they show.
@Repository
public class Issues {
  /// An issue bears the title that its headline's article has now; a withdrawn one gives it none.
  private static final String SELECT =
      """
      select id, newsletter, number, mailing, mailing_name, state, reason, composed_at, recipients,
             variants, articles,
             coalesce((select c.title from article_candidate c where c.article_id = headline),
                      newsletter_title) as title
      from issue
      """;

  /// @param mailingName unique
  record Place(int number, MailingId mailing, String mailingName) {}

  /// What one variant shows, in its order.
  record Variant(int number, int more, List<RevisionKey> articles, List<RevisionKey> corrections) {}

  private record Shown(boolean correction, RevisionKey key) {}

  private final JdbcClient jdbc;

  Issues(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The latest issues of all newsletters that readers may see, newest first.
  public List<Issue> recent(int limit) {
    return jdbc.sql(SELECT + "where state = 'RENDERED' order by composed_at desc, id limit :limit")
        .param("limit", limit)
        .query(Issues::issue)
        .list();
  }

  /// The issues of one newsletter that readers may see, newest first.
  List<Issue> of(String newsletter, int limit) {
    var sql =
        """
        where newsletter = :newsletter and state = 'RENDERED'
        order by number desc limit :limit
        """;
    return jdbc.sql(SELECT + sql)
        .param("newsletter", newsletter)
        .param("limit", limit)
        .query(Issues::issue)
        .list();
  }

  Optional<Issue> numbered(String newsletter, int number) {
    var sql =
        """
        where newsletter = :newsletter and number = :number and state <> 'FAILED'
        """;
    return jdbc.sql(SELECT + sql)
        .param("newsletter", newsletter)
        .param("number", number)
        .query(Issues::issue)
        .optional();
  }

  Optional<Issue> launchedBy(String campaign, Instant scheduledFor) {
    var sql = "where campaign = :campaign and scheduled_for = :time";
    return jdbc.sql(SELECT + sql)
        .param("campaign", campaign)
        .param("time", scheduledFor.atOffset(UTC))
        .query(Issues::issue)
        .optional();
  }

  Optional<Issue> of(MailingId mailing) {
    return jdbc.sql(SELECT + "where mailing = :mailing")
        .param("mailing", mailing.value())
        .query(Issues::issue)
        .optional();
  }

  Issue get(IssueId id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id.value())
        .query(Issues::issue)
        .single();
  }

  int nextNumber(String newsletter) {
    return jdbc.sql("select coalesce(max(number), 0) + 1 from issue where newsletter = :newsletter")
        .param("newsletter", newsletter)
        .query(Integer.class)
        .single();
  }

  void open(IssueId id, Composition.Order order, Place place, Instant now) {
    var sql =
        """
        insert into issue (id, newsletter, number, campaign, scheduled_for, mailing, mailing_name, state,
                           newsletter_title, composed_at, recipients, variants, articles)
        values (:id, :newsletter, :number, :campaign, :time, :mailing, :name, 'COMPOSED',
                :title, :now, 0, 0, 0)
        """;
    jdbc.sql(sql)
        .param("id", id.value())
        .param("newsletter", order.newsletter().slug())
        .param("number", place.number())
        .param("campaign", order.campaign())
        .param("time", order.scheduledFor().atOffset(UTC))
        .param("mailing", place.mailing().value())
        .param("name", place.mailingName())
        .param("title", order.newsletter().title())
        .param("now", now.atOffset(UTC))
        .update();
  }

  void freeze(IssueId id, long recipients) {
    var sql =
        """
        update issue set recipients = :recipients,
          variants = (select count(*) from issue_variant where issue = :id),
          articles = (select count(*) from issue_item where issue = :id)
        where id = :id
        """;
    jdbc.sql(sql).param("recipients", recipients).param("id", id.value()).update();
  }

  void rendered(IssueId id, Optional<Long> headline) {
    var sql =
        """
        update issue set state = 'RENDERED', headline = :headline where id = :id and state = 'COMPOSED'
        """;
    jdbc.sql(sql)
        .param("headline", headline.orElse(null), java.sql.Types.BIGINT)
        .param("id", id.value())
        .update();
  }

  /// The first reason stays.
  void failed(IssueId id, String reason) {
    var sql =
        "update issue set state = 'FAILED', reason = :reason where id = :id and state <> 'FAILED'";
    jdbc.sql(sql).param("reason", reason).param("id", id.value()).update();
  }

  void keepSources(IssueId id, Map<String, String> sources) {
    var sql =
        """
        insert into issue_template (issue, path, source) values (:id, :path, :source)
        """;
    sources.forEach(
        (path, source) ->
            jdbc.sql(sql)
                .param("id", id.value())
                .param("path", path)
                .param("source", source)
                .update());
  }

  /// The templates' sources by their paths; empty before the first rendering.
  Map<String, String> sources(IssueId id) {
    var found = new LinkedHashMap<String, String>();
    jdbc.sql("select path, source from issue_template where issue = :id")
        .param("id", id.value())
        .query(
            rs -> {
              found.put(rs.getString("path"), rs.getString("source"));
            });
    return found;
  }

  void keepSubject(IssueId id, int variant, String subject) {
    jdbc.sql("update issue_variant set subject = :subject where issue = :id and variant = :variant")
        .param("subject", subject)
        .param("id", id.value())
        .param("variant", variant)
        .update();
  }

  Variant variant(IssueId id, int number) {
    int more =
        jdbc.sql("select more from issue_variant where issue = :id and variant = :variant")
            .param("id", id.value())
            .param("variant", number)
            .query(Integer.class)
            .single();
    var sql =
        """
        select kind = 'CORRECTION' as correction, article_id, revision from issue_variant_item
        where issue = :id and variant = :variant order by kind, position
        """;
    List<Shown> shown =
        jdbc.sql(sql)
            .param("id", id.value())
            .param("variant", number)
            .query((rs, _) -> new Shown(rs.getBoolean("correction"), key(rs)))
            .list();
    return new Variant(
        number,
        more,
        shown.stream().filter(s -> !s.correction()).map(Shown::key).toList(),
        shown.stream().filter(Shown::correction).map(Shown::key).toList());
  }

  /// All articles of an issue, in the order of its page.
  List<RevisionKey> articles(IssueId id) {
    return jdbc.sql(
            "select article_id, revision from issue_item where issue = :id order by position")
        .param("id", id.value())
        .query((rs, _) -> key(rs))
        .list();
  }

  private static RevisionKey key(ResultSet rs) throws SQLException {
    return new RevisionKey(rs.getLong("article_id"), rs.getInt("revision"));
  }

  private static Issue issue(ResultSet rs, int row) throws SQLException {
    return new Issue(
        new IssueId(requireNonNull(rs.getObject("id", UUID.class))),
        requireNonNull(rs.getString("newsletter")),
        rs.getInt("number"),
        new MailingId(requireNonNull(rs.getObject("mailing", UUID.class))),
        requireNonNull(rs.getString("mailing_name")),
        Issue.State.valueOf(rs.getString("state")),
        rs.getString("reason"),
        requireNonNull(rs.getString("title")),
        requireNonNull(rs.getObject("composed_at", OffsetDateTime.class)).toInstant(),
        rs.getLong("recipients"),
        rs.getInt("variants"),
        rs.getInt("articles"));
  }
}
