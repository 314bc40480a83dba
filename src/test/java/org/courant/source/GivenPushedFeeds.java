package org.courant.source;

import java.util.List;
import org.springframework.context.ApplicationContext;

/// The feeds of settings that a test writes.
public final class GivenPushedFeeds {
  private GivenPushedFeeds() {}

  public static PushedFeeds of(ApplicationContext context, DeclaredSource... declared) {
    var settings = new SourceSettings(List.of(declared));
    return new PushedFeeds(settings, context.getBean(Sources.class), context.getBean(Pulls.class));
  }
}
