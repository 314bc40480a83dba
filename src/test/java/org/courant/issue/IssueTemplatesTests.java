package org.courant.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.courant.CourantTest;
import org.courant.article.Articles;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.MailingState;
import org.courant.issue.LaunchOutcome.Failed;
import org.courant.issue.LaunchOutcome.Launched;
import org.courant.message.SlotMarks;
import org.courant.publication.Newsletters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What becomes of an issue when templates fail, or change under it.
@CourantTest
class IssueTemplatesTests extends Launching {
  @TempDir private Path folder;

  @Test
  void cancelsWhatATemplateFailsOnAndTheNextRunRecovers() throws IOException {
    Instant now = year(2043);
    var ada = given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Wanted", now.minusSeconds(60), "research");
    Path template = folder.resolve("newsletter/digest/text.ftl");
    Files.createDirectories(template.getParent());
    Files.writeString(template, "fine\n${oops}\n");

    LaunchOutcome broken = withTemplates(folder).launch("weekly", "launch-4", now, now);

    assertThat(broken)
        .asInstanceOf(type(Failed.class))
        .satisfies(
            failed ->
                assertThat(failed.reason())
                    .startsWith("templates/newsletter/digest/text.ftl, line 2: ")
                    .contains("oops"));
    IssueId issue = issues.launchedBy("launch-4", now).orElseThrow().id();
    var equation = mailings.progress(issues.get(issue).mailing());
    assertThat(equation.state()).isEqualTo(MailingState.CANCELLED);
    assertThat(equation.count(DeliveryState.CANCELLED)).isEqualTo(equation.frozen()).isPositive();

    var next =
        launched(launch.launch("weekly", "launch-4", now.plusSeconds(1), now.plusSeconds(1)));
    assertThat(given.shown(ada, next.issue(), "NEW")).containsExactly("Wanted");
  }

  @Test
  void rendersAnIssueFromOneSetOfTemplatesWhateverIsEditedMeanwhile() {
    Instant now = year(2047);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Begun before the kill", now.minusSeconds(60), "research");
    IssueId issue = composed("launch-8", now);
    var sources = new HashMap<>(templates());
    sources.put("newsletter/digest/subject.ftl", "Kept: ${count}");
    issues.keepSources(issue, sources);

    launched(launch.launch("weekly", "launch-8", now, now.plusSeconds(60)));

    var subjects =
        bean(JdbcClient.class)
            .sql("select subject from message_template where mailing_id = :id")
            .param("id", issues.get(issue).mailing().value())
            .query(String.class)
            .list();
    assertThat(subjects).isNotEmpty().allMatch(subject -> subject.startsWith("Kept: "));
    assertThat(issues.sources(issue)).isEqualTo(sources);
  }

  @Test
  void keepsTheTemplatesSourcesWithTheIssue() {
    Instant now = year(2048);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("To be kept", now.minusSeconds(60), "research");

    Launched issue = launched(launch.launch("weekly", "launch-9", now, now));

    assertThat(issues.sources(issue.issue())).isEqualTo(templates());
  }

  @Test
  void namesATemplateThatIsNotUtf8AndLeavesNothingWaiting() throws IOException {
    Instant now = year(2049);
    given.reader("weekly", now.minus(Duration.ofDays(300)));
    given.article("Wanted too", now.minusSeconds(60), "research");
    Path template = folder.resolve("newsletter/digest/subject.ftl");
    Files.createDirectories(template.getParent());
    Files.write(template, new byte[] {'N', (byte) 0xe9});

    assertThat(withTemplates(folder).launch("weekly", "launch-10", now, now))
        .isEqualTo(new Failed(template + " is not UTF-8: save it as UTF-8"));

    IssueId issue = issues.launchedBy("launch-10", now).orElseThrow().id();
    assertThat(state(issue)).isEqualTo(MailingState.CANCELLED);
  }

  private IssueLaunch withTemplates(Path templates) {
    var rendering =
        new IssueRendering(
            issues,
            bean(Articles.class),
            bean(DigestEditor.class),
            new IssueSettings(templates, new IssueSettings.MailedIssues(Duration.ofHours(36))),
            mailings,
            bean(SlotMarks.class));
    return new IssueLaunch(
        bean(Newsletters.class), bean(Composition.class), issues, rendering, mailings);
  }

  private static Map<String, String> templates() {
    try {
      return RenderTemplates.read(Path.of("templates")).sources();
    } catch (RenderFailed e) {
      throw new AssertionError(e);
    }
  }
}
