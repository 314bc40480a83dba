package org.courant.pacing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Paces with settings of a test's own, for the tests of every module.
public final class PaceForTests {
  private PaceForTests() {}

  /// @param settings keys below `courant.pacing`, such as `rate`
  public static Pacing pacing(BeanFactory beans, Map<String, String> settings) {
    var source = new MapConfigurationPropertySource();
    settings.forEach((key, value) -> source.put("courant.pacing." + key, value));
    var bound = new Binder(source).bindOrCreate("courant", PacingSettings.class);
    return new Pacing(
        new Limits(bound.pacing()),
        beans.getBean(Leases.class),
        beans.getBean(ConnectionLeases.class),
        beans.getBean(DomainStates.class));
  }

  /// A clock that runs from another's time on.
  public static Clock running(Clock from) {
    var system = Clock.systemUTC();
    return Clock.offset(system, java.time.Duration.between(system.instant(), from.instant()));
  }

  static List<String> readers(int number, String domain) {
    return java.util.stream.IntStream.range(0, number)
        .mapToObj(i -> "r" + i + "@" + domain)
        .toList();
  }
}
