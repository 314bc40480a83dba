package org.courant.pacing;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The domains that refuse our mail or ask for less of it; nodes share them.
@Repository
public class DomainStates {
  static final Duration FIRST_PAUSE = Duration.ofMinutes(15);
  static final Duration LONGEST_PAUSE = Duration.ofHours(4);
  static final Duration FIRST_REST = Duration.ofMinutes(1);
  static final Duration LONGEST_REST = Duration.ofMinutes(15);

  /// After this a probe whose node says nothing is taken for lost.
  static final Duration PROBE = Duration.ofMinutes(10);

  /// A domain that gets no mail for so long after its pause is forgotten: longer than a mailing is
  /// of use, so nothing that was put off is left.
  static final Duration UNMAILED = Duration.ofDays(2);

  private final JdbcClient jdbc;

  DomainStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All of them, by name.
  public List<DomainState> all() {
    var sql =
        """
        select domain, state, since, until, refusals, step, reason from domain_state order by domain
        """;
    return jdbc.sql(sql).query(DomainStates::row).list();
  }

  /// A person lets a domain have mail again. False when nothing was against it.
  public boolean resume(String domain) {
    return jdbc.sql("delete from domain_state where domain = :domain")
            .param("domain", domain)
            .update()
        == 1;
  }

  /// The domain refuses our mail. What was on its way when it was paused is only counted; a refused
  /// probe pauses it for twice as long as before.
  DomainState pause(String domain, String reason, Instant now) {
    var sql =
        """
        insert into domain_state as s (domain, state, since, until, reason)
        values (:domain, 'PAUSED', :now, :now::timestamptz + make_interval(secs => :first), :reason)
        on conflict (domain) do update set
          state = 'PAUSED',
          since = case when s.state = 'SLOW' then excluded.since else s.since end,
          until = case s.state
            when 'PAUSED' then s.until
            when 'SLOW' then excluded.until
            else :now::timestamptz + make_interval(secs => least(:longest, :first * 2 ^ least(s.step + 1, 20)))
            end,
          step = case s.state when 'PAUSED' then s.step when 'SLOW' then 0 else s.step + 1 end,
          refusals = s.refusals + 1,
          reason = excluded.reason,
          told = s.told and s.state = 'PAUSED'
        returning domain, state, since, until, refusals, step, reason
        """;
    return put(sql, domain, reason, FIRST_PAUSE, LONGEST_PAUSE, now);
  }

  /// The domain asks for less. It rests for a moment, longer each time that it asks again after a
  /// rest, and then gets little.
  DomainState slow(String domain, String reason, Instant now) {
    var sql =
        """
        insert into domain_state as s (domain, state, since, until, reason)
        values (:domain, 'SLOW', :now, :now::timestamptz + make_interval(secs => :first), :reason)
        on conflict (domain) do update set
          state = case s.state when 'PAUSED' then 'PAUSED' else 'SLOW' end,
          since = case s.state when 'PROBING' then excluded.since else s.since end,
          until = case
            when s.state = 'PROBING' then excluded.until
            when s.state = 'SLOW' and s.until <= :now
              then :now::timestamptz + make_interval(secs => least(:longest, :first * 2 ^ least(s.step + 1, 20)))
            else s.until end,
          step = case
            when s.state = 'PROBING' then 0
            when s.state = 'SLOW' and s.until <= :now then s.step + 1
            else s.step end,
          refusals = s.refusals + 1,
          reason = excluded.reason
        returning domain, state, since, until, refusals, step, reason
        """;
    return put(sql, domain, reason, FIRST_REST, LONGEST_REST, now);
  }

  private DomainState put(
      String sql, String domain, String reason, Duration first, Duration longest, Instant now) {
    return jdbc.sql(sql)
        .param("domain", domain)
        .param("reason", reason)
        .param("first", first.toSeconds())
        .param("longest", longest.toSeconds())
        .param("now", now.atOffset(UTC))
        .query(DomainStates::row)
        .single();
  }

  /// True for exactly one caller of all nodes: the one message that may try a paused domain.
  boolean probe(String domain, Instant now) {
    var sql =
        """
        update domain_state set state = 'PROBING', until = :lost
        where domain = :domain and state in ('PAUSED', 'PROBING') and until <= :now
        """;
    return jdbc.sql(sql)
            .param("domain", domain)
            .param("lost", now.plus(PROBE).atOffset(UTC))
            .param("now", now.atOffset(UTC))
            .update()
        == 1;
  }

  /// The probe arrived: nothing is against the domain any more.
  boolean proved(String domain) {
    var sql = "delete from domain_state where domain = :domain and state = 'PROBING'";
    return jdbc.sql(sql).param("domain", domain).update() == 1;
  }

  /// The probe told nothing of the domain: another one may try from then on.
  void unproved(String domain, Instant again) {
    var sql =
        """
        update domain_state set state = 'PAUSED', until = :again
        where domain = :domain and state = 'PROBING'
        """;
    jdbc.sql(sql).param("domain", domain).param("again", again.atOffset(UTC)).update();
  }

  /// What is to be told of domains that were paused: once a pause, by one node.
  List<DomainState> untold() {
    var sql =
        """
        update domain_state set told = true where not told and state = 'PAUSED'
        returning domain, state, since, until, refusals, step, reason
        """;
    return jdbc.sql(sql).query(DomainStates::row).list();
  }

  /// Forgets domains that asked for less long ago, and those that refused us and have had no mail
  /// since: whoever mails them next finds out.
  void forget(Instant now) {
    var sql =
        """
        delete from domain_state where until <= case state when 'SLOW' then :slow::timestamptz else :paused end
        """;
    jdbc.sql(sql)
        .param("slow", now.minus(DomainState.FULL).atOffset(UTC))
        .param("paused", now.minus(UNMAILED).atOffset(UTC))
        .update();
  }

  private static DomainState row(ResultSet rs, int index) throws SQLException {
    return new DomainState(
        requireNonNull(rs.getString("domain")),
        DomainState.Trouble.valueOf(rs.getString("state")),
        requireNonNull(rs.getObject("since", OffsetDateTime.class)).toInstant(),
        requireNonNull(rs.getObject("until", OffsetDateTime.class)).toInstant(),
        rs.getLong("refusals"),
        rs.getInt("step"),
        requireNonNull(rs.getString("reason")));
  }
}
