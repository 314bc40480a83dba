package org.courant.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The relays of the settings: connections are spread over them by weight, and a relay that fails
/// is left alone for a while.
@Component
public class Relays implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Relays.class);

  private record Way(RelayLine line, Dialing dialing) {}

  private final List<Way> ways;
  private final SmtpSettings.Smtp smtp;
  private final Clock clock;
  private final WriteDeadlines deadlines;

  Relays(SmtpSettings settings, Clock clock) {
    this.smtp = settings.smtp();
    this.clock = clock;
    this.deadlines = new WriteDeadlines(smtp.writeTimeout());
    OwnName.doubt(settings, OwnName.ofThisHost()).ifPresent(log::warn);
    this.ways =
        settings.relays().stream()
            .map(
                relay ->
                    new Way(
                        new RelayLine(relay.name(), relay.connections(), relay.share(), clock),
                        new Dialing(relay, smtp, deadlines)))
            .toList();
  }

  /// False when the settings name no relay: nothing can be sent.
  public boolean configured() {
    return !ways.isEmpty();
  }

  /// How many connections may usefully be open at once while all relays work: each relay has its
  /// part by weight, and the first that reaches its own limit ends it.
  public int connections() {
    var lines = ways.stream().map(Way::line).toList();
    var part = lines.stream().mapToDouble(l -> (double) l.most() / l.weight()).min().orElse(0);
    return lines.stream().mapToInt(l -> Math.max(1, (int) (l.weight() * part + 1e-6))).sum();
  }

  /// Opens a connection to the relay with the most room by its weight, or to the next when that
  /// fails. Close it to give its place back.
  public SmtpConnection connect() throws RelayUnavailable {
    return connect(_ -> true);
  }

  /// As `connect`, but only to relays whose names are wanted now.
  public SmtpConnection connect(Predicate<String> wanted) throws RelayUnavailable {
    var now = clock.instant();
    var left = new HashSet<>(ways);
    var problems = new ArrayList<String>();
    for (var way = next(left); way != null; way = next(left)) {
      left.remove(way);
      if (!wanted.test(way.line().name())) {
        problems.add(way.line().name() + " has had its messages of today");
        continue;
      }
      if (!way.line().take(now)) {
        problems.add(way.line().excuse(now));
        continue;
      }
      try {
        return new SmtpConnection(way.dialing().open(), way.line(), smtp.messagesPerConnection());
      } catch (MessagingException | IOException | RuntimeException problem) {
        problems.add(failed(way.line(), reason(problem)));
      }
    }
    throw new RelayUnavailable(
        problems.isEmpty() ? "no relay is configured" : String.join("; ", problems),
        until(now),
        now);
  }

  /// How each relay does.
  public List<RelayHealth> health() {
    var now = clock.instant();
    return ways.stream().map(way -> way.line().health(now)).toList();
  }

  private static @org.jspecify.annotations.Nullable Way next(Set<Way> left) {
    return left.stream().min(Comparator.comparingDouble(way -> way.line().load())).orElse(null);
  }

  /// Where there is no other relay, whoever wanted the connection says what waits.
  private String failed(RelayLine line, String why) {
    var news = line.failed(why);
    line.release();
    var told = line.name() + ": " + why;
    if (news && ways.size() > 1) {
      log.warn("A relay rests, and the others do its work: {}", told);
    }
    return told;
  }

  private Instant until(Instant now) {
    return ways.stream().map(w -> w.line().until(now)).min(Comparator.naturalOrder()).orElse(now);
  }

  /// The first line of the innermost reason: what a person needs of a chain of exceptions.
  private static String reason(Exception problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    if (text.contains("PKIX path building failed") || text.contains("signature check failed")) {
      return "nobody known here vouches for its certificate; name a PEM file of who does in its setting certificates";
    }
    return text.lines().findFirst().orElse("no connection").strip();
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
