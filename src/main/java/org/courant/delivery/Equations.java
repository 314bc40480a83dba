package org.courant.delivery;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.courant.message.MailingId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts what became of every mailing's recipients.
@Repository
public class Equations {
  /// The recipients frozen for one mailing beside its rows counted by state.
  ///
  /// @param counts states with no row are absent
  public record Equation(
      String mailing, MailingState state, long frozen, Map<DeliveryState, Long> counts) {
    public long counted() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// True when every frozen recipient has a row in exactly one state.
    public boolean holds() {
      return frozen == counted();
    }

    public long count(DeliveryState state) {
      return counts.getOrDefault(state, 0L);
    }

    /// True when nothing waits, is claimed or is in transit; deferred rows are not counted here.
    public boolean settled() {
      return count(DeliveryState.PENDING)
              + count(DeliveryState.CLAIMED)
              + count(DeliveryState.IN_TRANSIT)
          == 0;
    }

    /// One line, such as `weekly-3 frozen 2005 = sent 2004 + uncertain 1`.
    public String line() {
      if (!holds()) {
        return "%s DOES NOT HOLD: frozen %d, but the rows are %d = %s"
            .formatted(mailing, frozen, counted(), terms());
      }
      return "%s frozen %d = %s".formatted(mailing, frozen, terms());
    }

    private String terms() {
      if (counts.isEmpty()) {
        return "0";
      }
      return counts.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .map(e -> e.getKey().word() + " " + e.getValue())
          .collect(Collectors.joining(" + "));
    }
  }

  private record Row(
      String mailing, MailingState state, long frozen, Optional<DeliveryState> rows, long count) {}

  private final JdbcClient jdbc;

  Equations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// All frozen mailings, oldest first; also one with rows that was never frozen, since that is
  /// broken too. One statement, so that all counts are of one moment while a sender works.
  public List<Equation> all() {
    var sql =
        """
        select m.name, m.state, coalesce(f.frozen, 0) as frozen, d.state as rows, coalesce(d.rows, 0) as count
        from mailing m left join mailing_frozen f on f.mailing_id = m.id left join delivery_count d on d.mailing_id = m.id
        where m.frozen is not null or d.state is not null
        order by m.created_at, m.name
        """;
    return gathered(jdbc.sql(sql).query(Equations::row).list());
  }

  /// One mailing's, whether it is frozen or not.
  Equation of(MailingId id) {
    var sql =
        """
        select m.name, m.state, coalesce(f.frozen, 0) as frozen, d.state as rows, coalesce(d.rows, 0) as count
        from mailing m left join mailing_frozen f on f.mailing_id = m.id left join delivery_count d on d.mailing_id = m.id
        where m.id = :id
        """;
    return gathered(jdbc.sql(sql).param("id", id.value()).query(Equations::row).list()).getFirst();
  }

  private static List<Equation> gathered(List<Row> rows) {
    var found = new LinkedHashMap<String, Equation>();
    for (var row : rows) {
      var equation =
          found.computeIfAbsent(
              row.mailing(), name -> new Equation(name, row.state(), row.frozen(), counts()));
      row.rows().ifPresent(state -> equation.counts().put(state, row.count()));
    }
    return List.copyOf(found.values());
  }

  private static Map<DeliveryState, Long> counts() {
    return new EnumMap<>(DeliveryState.class);
  }

  private static Row row(ResultSet rs, int index) throws SQLException {
    return new Row(
        requireNonNull(rs.getString("name")),
        MailingState.valueOf(rs.getString("state")),
        rs.getLong("frozen"),
        Optional.ofNullable(rs.getString("rows")).map(DeliveryState::valueOf),
        rs.getLong("count"));
  }
}
