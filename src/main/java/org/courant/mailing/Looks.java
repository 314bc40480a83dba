package org.courant.mailing;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.courant.pacing.DomainStates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Looks at how far mailings are. It adds up blocks instead of counting rows, so it may be asked
/// every second.
@Repository
class Looks {
  private static final List<DeliveryState> COUNTED =
      List.of(
          DeliveryState.IN_TRANSIT,
          DeliveryState.SENT,
          DeliveryState.DEFERRED,
          DeliveryState.FAILED,
          DeliveryState.SUPPRESSED,
          DeliveryState.UNCERTAIN,
          DeliveryState.CANCELLED);

  private final JdbcClient jdbc;
  private final DomainStates domains;

  Looks(JdbcClient jdbc, DomainStates domains) {
    this.jdbc = jdbc;
    this.domains = domains;
  }

  /// How many domains refuse our mail or ask for less of it, if one of these mailings stands.
  long waitingDomains(List<Moving> seen) {
    return seen.stream().anyMatch(Moving::stands) ? domains.all().size() : 0;
  }

  /// All frozen mailings, oldest first.
  List<MailingProgress> all() {
    return look("true", List.of());
  }

  /// Mailings of which a row may still leave, and those of these names whatever became of them.
  List<MailingProgress> underWay(Collection<String> also) {
    return look("state in ('SENDING', 'HELD', 'PAUSED') or name = any (:names)", also);
  }

  Optional<MailingProgress> named(String name) {
    return look("name = any (:names)", List.of(name)).stream().findFirst();
  }

  private List<MailingProgress> look(String which, Collection<String> names) {
    var sql =
        """
        select name, state, reason, frozen, in_transit, sent, deferred, failed, suppressed, uncertain, cancelled
        from mailing_progress where %s order by created_at, name
        """
            .formatted(which);
    return jdbc.sql(sql).param("names", names.toArray(String[]::new)).query(Looks::progress).list();
  }

  private static MailingProgress progress(ResultSet rs, int row) throws SQLException {
    var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
    var frozen = rs.getLong("frozen");
    var pending = frozen;
    for (var state : COUNTED) {
      var count = rs.getLong(state.name());
      pending -= count;
      if (count != 0) {
        counts.put(state, count);
      }
    }
    if (pending != 0) {
      counts.put(DeliveryState.PENDING, pending);
    }
    return new MailingProgress(
        requireNonNull(rs.getString("name")),
        MailingState.valueOf(rs.getString("state")),
        rs.getString("reason"),
        frozen,
        counts);
  }
}
