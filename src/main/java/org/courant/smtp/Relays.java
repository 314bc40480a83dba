package org.courant.smtp;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The relays of the settings: connections are spread over them by weight, and a relay that fails
/// is left alone for a while.
@Component
public class Relays implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Relays.class);

  /// Where there is mail a relay is tried sooner than so long after its rest.
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  private record Way(RelayLine line, Dialing dialing) {}

  private final List<Way> ways;
  private final SmtpSettings.Smtp smtp;
  private final Clock clock;
  private final WriteDeadlines deadlines;

  Relays(SmtpSettings settings, Clock clock) {
    this.smtp = settings.smtp();
    this.clock = clock;
    this.deadlines = new WriteDeadlines(smtp.writeTimeout());
    var others = settings.relays().size() > 1;
    Consumer<String> news = why -> tell(others, why);
    OwnName.doubt(settings, OwnName.ofThisHost()).ifPresent(log::warn);
    this.ways =
        settings.relays().stream()
            .map(
                relay ->
                    new Way(
                        new RelayLine(
                            relay.name(), relay.connections(), relay.share(), clock, news),
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
      var connection = open(way, admission, denials, now);
      if (connection != null) {
        return connection;
      }
    }
    throw new RelayUnavailable(denials);
  }

  /// A connection by this way; or none, and why.
  private @Nullable SmtpConnection open(
      Way way, Admission admission, List<Denial> denials, Instant now) {
    var line = way.line();
    var denial = denial(line, admission, now);
    if (denial.isPresent()) {
      denials.add(denial.get());
      return null;
    }
    try {
      return new SmtpConnection(
          way.dialing().open(), line, admission, smtp.messagesPerConnection());
    } catch (MessagingException | IOException | RuntimeException problem) {
      admission.left(line.name());
      denials.add(failed(line, reason(problem), now));
      return null;
    }
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

  /// Asks the relays that failed and that no mail has tried since: one that can be had is well
  /// again until it fails. It waits for their answers.
  public void askForgotten(Admission admission) {
    for (var way : ways) {
      var now = clock.instant();
      if (way.line().forgotten(now, FORGOTTEN)) {
        var connection = open(way, admission, new ArrayList<>(), now);
        if (connection != null) {
          way.line().there();
          connection.close();
        }
      }
    }
  }

  /// True when there is another that does its work.
  public boolean another(String than) {
    return health().stream()
        .anyMatch(relay -> relay.state() == RelayHealth.State.UP && !relay.relay().equals(than));
  }

  /// How each relay does.
  public List<RelayHealth> health() {
    var now = clock.instant();
    return ways.stream().map(way -> way.line().health(now)).toList();
  }

  private static @Nullable Way next(Set<Way> left) {
    return left.stream().min(Comparator.comparingDouble(way -> way.line().load())).orElse(null);
  }

  private static Denial failed(RelayLine line, String why, Instant now) {
    line.failed(why, Denial.Kind.AWAY);
    line.release();
    return new Denial(line.name() + ": " + why, line.rest(now), Denial.Kind.AWAY);
  }

  /// Where there is no other relay, whoever wanted to send says what waits.
  private static void tell(boolean others, String why) {
    if (others) {
      log.warn("A relay rests, and the others do its work: {}", why);
    }
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
