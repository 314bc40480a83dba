package org.courant.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.courant.delivery.DeliveryState;
import org.courant.delivery.Equations.Equation;
import org.courant.source.PullReport;
import org.courant.subscriber.RefusedRow;

/// What the demo says when its job is done, in a few aligned lines.
final class Summary {
  private final PrintWriter out;
  private final String address;

  Summary(PrintWriter out, String address) {
    this.out = out;
    this.address = address;
  }

  void print(String title, DemoReport report, DemoFolder folder, List<RefusedRow> left) {
    out.printf("%n%s%n%n", title);
    boolean first = true;
    for (PullReport pull : report.pulls()) {
      line(first ? "Pulled" : "", pull.source(), counts(pull));
      pull.problems().forEach(problem -> line("", "", "! " + problem));
      first = false;
    }
    line(
        "Published",
        report.feeds() == 1 ? "1 feed" : report.feeds() + " feeds",
        "RSS, Atom, JSON Feed and RSS 1.0 each, in " + folder.out().resolve("feeds"));
    report.campaign().ifPresent(outcome -> line("Digest", outcome.kind().word(), outcome.reason()));
    left.forEach(reader -> line("", "", "! %s: %s".formatted(reader.address(), reader.reason())));
    line("Mailed", report.mailed() + " now", mailed(report, folder));
    for (Equation mailing : report.mailings()) {
      line("", "", mailing.line());
      if (mailing.count(DeliveryState.UNCERTAIN) > 0) {
        line(
            "",
            "",
            "! nobody knows whether the uncertain ones arrived: look, then run scripts/courant --data "
                + folder.data()
                + " deliveries resolve --mailing "
                + mailing.mailing()
                + " --as sent (or resend)");
      }
    }
  }

  void addresses() {
    out.println();
    line("Open", "home page", address + "/");
    line("", "feeds", address + "/feeds");
    line("", "inbox", address + "/demo/inbox");
    out.flush();
  }

  private static String mailed(DemoReport report, DemoFolder folder) {
    if (report.mailings().isEmpty()) {
      return "there is nothing to mail yet";
    }
    return report.mailed() == 0
        ? "nobody is mailed an article twice; earlier mails are in " + folder.mail()
        : "into " + folder.mail();
  }

  private static String counts(PullReport pull) {
    var parts = new ArrayList<String>();
    count(parts, pull.created(), "new");
    count(parts, pull.changed(), "changed");
    count(parts, pull.unchanged(), "unchanged");
    count(parts, pull.withdrawn(), "withdrawn");
    count(parts, pull.failed(), "refused");
    String text = parts.isEmpty() ? "nothing new" : String.join(", ", parts);
    return "%s (%d ms)".formatted(text, pull.took().toMillis());
  }

  private static void count(List<String> parts, int number, String word) {
    if (number > 0) {
      parts.add(number + " " + word);
    }
  }

  private void line(String what, String which, String told) {
    out.printf("  %-10s %-14s %s%n", what, which, told);
  }
}
