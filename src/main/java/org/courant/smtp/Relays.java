package org.courant.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    return connect(Admission.FREE);
  }

  /// As `connect`, but only where other limits let one in, too.
  public SmtpConnection connect(Admission admission) throws RelayUnavailable {
    var now = clock.instant();
    var left = new HashSet<>(ways);
    var denials = new ArrayList<Denial>();
    for (var way = next(left); way != null; way = next(left)) {
      left.remove(way);
      var line = way.line();
      var denial = denial(line, admission, now);
      if (denial.isPresent()) {
        denials.add(denial.get());
        continue;
      }
      try {
        return new SmtpConnection(
            way.dialing().open(), line, admission, smtp.messagesPerConnection());
      } catch (MessagingException | IOException | RuntimeException problem) {
        admission.left(line.name());
        denials.add(failed(line, reason(problem), now));
      }
    }
    throw new RelayUnavailable(denials);
  }

  /// Takes a place, of this node's and of those that the other limits leave; or none, and says why.
  private static Optional<Denial> denial(RelayLine line, Admission admission, Instant now) {
    if (!line.take(now)) {
      return Optional.of(line.denial(now));
    }
    var denial = admission.enter(line.name());
    if (denial.isPresent()) {
      line.release();
    }
    return denial;
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
  private Denial failed(RelayLine line, String why, Instant now) {
    var news = line.failed(why);
    line.release();
    var told = line.name() + ": " + why;
    if (news && ways.size() > 1) {
      log.warn("A relay rests, and the others do its work: {}", told);
    }
    return new Denial(told, line.rest(now), false);
  }

  /// The first line of the innermost reason: what a person needs of a chain of exceptions.
  private static String reason(Exception problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    var text = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text.lines().findFirst().orElse("no connection").strip();
  }

  @Override
  public void close() {
    deadlines.close();
  }
}
