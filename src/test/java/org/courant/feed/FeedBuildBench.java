package org.courant.feed;

import static org.courant.article.ItemDraft.item;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.errorprone.annotations.FormatMethod;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.courant.BenchCost;
import org.courant.CourantTest;
import org.courant.article.Ledger;
import org.courant.selection.SelectionNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionOperations;

/// No test: what it costs to publish 10,000 articles in a dozen feeds, and then one more. Run by
/// `scripts/bench feeds`.
@CourantTest
class FeedBuildBench {
  private static final int ARTICLES = Integer.getInteger("courant.bench.articles", 10_000);
  private static final int ROUNDS = Integer.getInteger("courant.bench.rounds", 12);
  private static final Instant START = Instant.parse("2040-01-01T08:00:00Z");
  private static final List<String> SECTIONS = List.of("research", "pregnancy", "advice");

  @Autowired private ApplicationContext context;
  @Autowired private Ledger ledger;
  @Autowired private TransactionOperations transactions;

  private void record(int number) {
    var text =
        IntStream.range(0, 12)
            .mapToObj(
                paragraph ->
                    "<p>Paragraph %d of article %d. %s</p>"
                        .formatted(paragraph, number, words(number + paragraph)))
            .collect(Collectors.joining("\n"));
    ledger.record(
        item("bench", "" + number, "/bench/" + number)
            .titled("Article number " + number)
            .summarised("A summary of article number " + number)
            .saying(text)
            .by("Author " + number % 7)
            .filed(SECTIONS.get(number % 3), "tag" + number % 5)
            .in(number % 4 == 0 ? "de" : "en")
            .published(START.plus(Duration.ofMinutes(number)))
            .incoming(),
        null,
        START.plus(Duration.ofDays(30)));
  }

  private static String words(int from) {
    return IntStream.range(from, from + 30)
        .mapToObj(word -> "word" + word)
        .collect(Collectors.joining(" "));
  }

  /// The steps build on each other.
  @TestFactory
  Stream<DynamicTest> publishes() {
    var node = FeedNode.start(context, SelectionNode.dozen(context));
    return Stream.of(
        dynamicTest("the articles are recorded", this::recordAll),
        dynamicTest("the feeds are built", () -> first(node)),
        dynamicTest("one more is published", () -> oneMore(node)));
  }

  private void recordAll() {
    long begun = System.nanoTime();
    // In a few large transactions: what recording costs is not the question here.
    for (int first = 1; first <= ARTICLES; first += 500) {
      int last = Math.min(ARTICLES, first + 499);
      var numbers = IntStream.rangeClosed(first, last);
      transactions.executeWithoutResult(_ -> numbers.forEach(this::record));
    }
    say("%d articles recorded in %d ms", ARTICLES, since(begun));
  }

  private static void first(Feeds node) {
    resetPeaks();
    long begun = System.nanoTime();
    var report = node.rebuild(START.plus(Duration.ofDays(31)));
    say(
        "%d feeds of up to 100 items built the first time, with all archives, in %d ms; heap peak %d MB",
        report.built().size(), since(begun), peak());
  }

  private void oneMore(Feeds node) {
    var times = new ArrayList<Long>();
    var work = new ArrayList<Long>();
    for (int i = 1; i <= ROUNDS; i++) {
      record(ARTICLES + i);
      var before = BenchCost.now(context);
      long begun = System.nanoTime();
      var report = node.rebuild(START.plus(Duration.ofDays(31)).plusSeconds(i));
      times.add(since(begun));
      var cost = BenchCost.now(context).minus(before);
      work.add(millis(cost.own()));
      say(
          "one new article: %d feeds in %d ms, with %d ms of processor time and %d of the database's",
          report.built().size(), times.getLast(), work.getLast(), millis(cost.database()));
    }
    long begun = System.nanoTime();
    node.rebuild(START.plus(Duration.ofDays(31)).plusSeconds(100));
    say("nothing new: %d ms", since(begun));
    say(
        "one new article, median of %d: %d ms, with %d ms of processor time",
        ROUNDS, middle(times), middle(work));
  }

  private static long middle(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static long since(long begun) {
    return millis(System.nanoTime() - begun);
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }

  private static void resetPeaks() {
    System.gc();
    ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
  }

  /// Of the heap's pools together: an upper bound, as they peak at different times.
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / (1024 * 1024);
  }

  @FormatMethod
  private static void say(String format, Object... values) {
    System.out.println("bench " + format.formatted(values).toLowerCase(Locale.ROOT));
  }
}
