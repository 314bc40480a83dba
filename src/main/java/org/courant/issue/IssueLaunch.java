package org.courant.issue;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.courant.delivery.Mailings;
import org.courant.message.MailingRefused;
import org.courant.publication.Newsletter;
import org.courant.publication.Newsletters;
import org.springframework.stereotype.Component;

/// Launches issues: composes, renders and releases them. Launching twice for one campaign and one
/// time gives one issue; the second call goes on where the first one stopped.
@Component
public class IssueLaunch {
  private final Newsletters newsletters;
  private final Composition composition;
  private final Issues issues;
  private final IssueRendering rendering;
  private final Mailings mailings;

  IssueLaunch(
      Newsletters newsletters,
      Composition composition,
      Issues issues,
      IssueRendering rendering,
      Mailings mailings) {
    this.newsletters = newsletters;
    this.composition = composition;
    this.issues = issues;
    this.rendering = rendering;
    this.mailings = mailings;
  }

  /// Launches an issue, or goes on with the one that this campaign and time began before a kill. To
  /// be called outside any transaction, since templates are rendered between two of them, and by
  /// one caller at a time for one campaign and time.
  public LaunchOutcome launch(
      String newsletter, String campaign, Instant scheduledFor, Instant now) {
    Optional<Newsletter> known = newsletters.named(newsletter);
    if (known.isEmpty()) {
      return new LaunchOutcome.Failed("there is no newsletter \"%s\"".formatted(newsletter));
    }
    return launch(known.get(), campaign, scheduledFor, now);
  }

  /// What became of the issue that this campaign and time began, if it came so far. One that was
  /// not released yet is given up for `reason`, and its articles are free for the next.
  public Optional<LaunchOutcome> conclude(
      String campaign, Instant scheduledFor, String reason, Instant now) {
    Optional<Issue> begun = issues.launchedBy(campaign, scheduledFor);
    begun.filter(this::unreleased).ifPresent(issue -> giveUp(issue, reason, now));
    return begun.map(issue -> outcome(issues.get(issue.id())));
  }

  private LaunchOutcome launch(
      Newsletter newsletter, String campaign, Instant scheduledFor, Instant now) {
    Optional<Issue> earlier = issues.launchedBy(campaign, scheduledFor);
    if (earlier.isPresent()) {
      return finish(earlier.get().id(), now);
    }
    try {
      var order = new Composition.Order(newsletter, campaign, scheduledFor);
      return switch (composition.compose(order, now)) {
        case Composition.Composed.Nothing(var reason) -> new LaunchOutcome.Skipped(reason);
        case Composition.Composed.Frozen(var issue) -> finish(issue, now);
      };
    } catch (MailingRefused e) {
      return new LaunchOutcome.Failed(Objects.requireNonNullElse(e.getMessage(), "refused"));
    }
  }

  private LaunchOutcome finish(IssueId id, Instant now) {
    Issue issue = issues.get(id);
    if (unreleased(issue)) {
      complete(issue, now);
    }
    return outcome(issues.get(id));
  }

  /// The steps stand in an order in which a kill after any of them is completed by a second call.
  private void complete(Issue issue, Instant now) {
    try {
      if (issue.state() == Issue.State.FAILED) {
        throw new RenderFailed(Objects.requireNonNullElse(issue.reason(), "it failed"));
      }
      Newsletter newsletter =
          newsletters
              .named(issue.newsletter())
              .orElseThrow(() -> new RenderFailed("the newsletter is not declared any more"));
      rendering.render(issue, newsletter);
      issues.rendered(issue.id(), rendering.headline(issue));
      mailings.release(issue.mailing(), now);
    } catch (RenderFailed | MailingRefused e) {
      giveUp(issue, String.valueOf(e.getMessage()), now);
    }
  }

  private boolean unreleased(Issue issue) {
    return mailings.unrendered().contains(issue.mailing());
  }

  private void giveUp(Issue issue, String reason, Instant now) {
    issues.failed(issue.id(), reason);
    mailings.cancel(issue.mailing(), reason, now);
  }

  private LaunchOutcome outcome(Issue issue) {
    if (issue.state() == Issue.State.FAILED) {
      return new LaunchOutcome.Failed(Objects.requireNonNullElse(issue.reason(), "it failed"));
    }
    return mailings
        .reason(issue.mailing())
        .<LaunchOutcome>map(
            reason -> new LaunchOutcome.Held(issue.id(), issue.mailingName(), reason))
        .orElseGet(
            () ->
                new LaunchOutcome.Launched(
                    issue.id(),
                    issue.number(),
                    issue.mailingName(),
                    issue.recipients(),
                    issue.variants(),
                    issue.articles()));
  }
}
