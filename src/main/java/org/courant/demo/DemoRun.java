package org.courant.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.courant.campaign.Campaign;
import org.courant.campaign.CampaignRun;
import org.courant.campaign.RunOutcome;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.Equations;
import org.courant.delivery.Equations.Equation;
import org.courant.delivery.MailingState;
import org.courant.feed.Feeds;
import org.courant.source.PullReport;
import org.courant.source.Pulls;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The main job, once: pull, publish, mail.
@Component
@Profile("demo")
class DemoRun {
  private static final int LOOK_EVERY_MILLIS = 200;

  private final Pulls pulls;
  private final Feeds feeds;
  private final CampaignRun campaigns;
  private final Equations equations;
  private final Clock clock;

  DemoRun(Pulls pulls, Feeds feeds, CampaignRun campaigns, Equations equations, Clock clock) {
    this.pulls = pulls;
    this.feeds = feeds;
    this.campaigns = campaigns;
    this.equations = equations;
    this.clock = clock;
  }

  /// @param out where the feeds' documents go
  /// @param progress hears of each step and of the mails that are still to be sent
  DemoReport run(Campaign campaign, Path out, Consumer<String> progress)
      throws IOException, InterruptedException {
    long before = sent();
    progress.accept("Pulling articles");
    List<PullReport> pulled = pulls.pullAll(clock.instant());
    progress.accept("Building feeds");
    feeds.rebuild(clock.instant());
    write(feeds.documents(), out);
    progress.accept("Composing the digest");
    Instant now = clock.instant();
    Optional<RunOutcome> outcome = campaigns.run(campaign, now, now);
    awaitMails(progress);
    List<Equation> mailings = equations.all();
    boolean complete =
        pulled.stream().noneMatch(pull -> pull.outcome() == PullReport.Outcome.FAILED)
            && outcome.filter(DemoRun::right).isPresent()
            && mailings.stream().allMatch(DemoRun::complete);
    return new DemoReport(pulled, feeds.all().size(), outcome, mailings, sent() - before, complete);
  }

  /// A digest with nothing to say is as right as one that is sent.
  private static boolean right(RunOutcome outcome) {
    return Set.of(RunOutcome.Kind.SENT, RunOutcome.Kind.SKIPPED).contains(outcome.kind());
  }

  private static boolean complete(Equation mailing) {
    return mailing.holds()
        && mailing.settled()
        && mailing.count(DeliveryState.DEFERRED) + mailing.count(DeliveryState.FAILED) == 0;
  }

  private long sent() {
    return equations.all().stream().mapToLong(mailing -> mailing.count(DeliveryState.SENT)).sum();
  }

  /// Ends when nothing waits to be sent; what a relay put off stays for later and is told in the
  /// report.
  private void awaitMails(Consumer<String> progress) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (long waiting = waiting(); waiting > 0; waiting = waiting()) {
      progress.accept("Mailing, %d to go".formatted(waiting));
      never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private long waiting() {
    return equations.all().stream()
        .filter(mailing -> mailing.state() == MailingState.SENDING)
        .mapToLong(
            mailing ->
                mailing.count(DeliveryState.PENDING)
                    + mailing.count(DeliveryState.CLAIMED)
                    + mailing.count(DeliveryState.IN_TRANSIT))
        .sum();
  }

  private static void write(Map<String, byte[]> documents, Path out) throws IOException {
    Path folder = out.resolve("feeds");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    for (var document : documents.entrySet()) {
      Path file = out.resolve(document.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, document.getValue());
    }
  }
}
