package org.courant.delivery;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// What became of a window in transit, and whether its block is given back with it.
record Account(ClaimedBlock.Mark mark, List<Result> results, boolean last) {
  Account {
    results = List.copyOf(results);
  }

  /// A column each, since the statements take all results at once.
  MapSqlParameterSource addTo(MapSqlParameterSource values) {
    return values
        .addValue("block", mark.block())
        .addValue("claim", mark.claim())
        .addValue("number", mark.number())
        .addValue("ids", results.stream().map(Result::id).toArray(Long[]::new))
        .addValue("states", texts(r -> r.state().name()))
        .addValue("answers", texts(Result::answer))
        .addValue("dues", texts(r -> r.due() == null ? null : r.due().toString()))
        .addValue(
            "attempts", results.stream().map(r -> r.attempted() ? 1 : 0).toArray(Integer[]::new))
        .addValue("soft", results.stream().map(Account::soft).toArray(Boolean[]::new))
        .addValue("bad", bad());
  }

  /// The rows whose addresses failed, for ever or perhaps not.
  Long[] bad() {
    return results.stream()
        .filter(r -> soft(r) || r.besides() == Verdict.Besides.SUPPRESS)
        .map(Result::id)
        .toArray(Long[]::new);
  }

  private static boolean soft(Result result) {
    return result.besides() == Verdict.Besides.SOFT;
  }

  private @Nullable String[] texts(Function<Result, @Nullable String> part) {
    return results.stream().map(part).toArray(String[]::new);
  }
}
