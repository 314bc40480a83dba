package org.courant.mailing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What is told of mailings under way: names and numbers, nothing of readers. A mailing's reason is
/// left out, since it may quote a relay that names one.
record ProgressEvent(List<Line> mailings) {
  private static final JsonMapper JSON = new JsonMapper();

  /// @param done percent
  /// @param counts recipients by state, in the words of the equation
  record Line(
      String name,
      String state,
      long frozen,
      Map<String, Long> counts,
      double done,
      @Nullable Double perSecond,
      @Nullable Long secondsLeft) {}

  static ProgressEvent of(List<Moving> seen) {
    return new ProgressEvent(seen.stream().map(ProgressEvent::line).toList());
  }

  private static Line line(Moving one) {
    var mailing = one.mailing();
    var counts = new LinkedHashMap<String, Long>();
    mailing.counts().forEach((state, count) -> counts.put(state.word(), count));
    var rate = one.perSecond();
    return new Line(
        mailing.name(),
        mailing.state().name(),
        mailing.frozen(),
        counts,
        Math.floor(mailing.done() * 1_000) / 10,
        rate == null ? null : Double.valueOf(Math.round(rate * 10) / 10.0),
        one.left().map(left -> Long.valueOf(left.toSeconds())).orElse(null));
  }

  String json() {
    return JSON.writeValueAsString(this);
  }
}
