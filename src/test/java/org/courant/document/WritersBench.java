package org.courant.document;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.courant.article.Article;

/// How long the documents of twelve feeds take to write and to check when one new article comes: a
/// hundred articles each, in four formats, two of the feeds with summaries.
final class WritersBench {
  private static final int FEEDS = 12;
  private static final int ITEMS = 100;
  private static final int ROUNDS = 30;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WritersBench() {}

  public static void main(String[] arguments) {
    var articles = new ArrayList<Article>();
    for (int i = 0; i < ITEMS * 3; i++) {
      articles.add(article(i));
    }
    long begin = System.nanoTime();
    long bytes = publish(articles);
    System.out.printf("first      %6.1f ms, %,d bytes of documents%n", millis(begin), bytes);
    double work = 0;
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      articles.addFirst(article(1000 + round));
      articles.removeLast();
      begin = System.nanoTime();
      long busy = THREADS.getCurrentThreadCpuTime();
      publish(articles);
      best = Math.min(best, millis(begin));
      work += round < ROUNDS / 2 ? 0 : (THREADS.getCurrentThreadCpuTime() - busy) / 1e6;
    }
    System.out.printf(
        "one new    %6.1f ms of work on average, %6.1f ms at best%n",
        work / (ROUNDS - ROUNDS / 2), best);
    System.out.printf("kept       %,d bytes of entries%n", Entries.kept());
  }

  private static double millis(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static long publish(List<Article> articles) {
    long bytes = 0;
    for (int number = 0; number < FEEDS; number++) {
      var feed = feed(number);
      // Every feed has the new one, and some of the others.
      var some = new ArrayList<Article>();
      for (int i = 0; some.size() < ITEMS; i += i == 0 ? 1 : 1 + number % 3) {
        some.add(articles.get(i % articles.size()));
      }
      var content = FeedContent.of(some.stream().distinct().toList());
      for (var format : FeedFormat.values()) {
        var document = FeedDocuments.write(format, feed, content);
        var refusal = FeedDocuments.refusal(format, feed, content, document);
        if (refusal.isPresent()) {
          throw new IllegalStateException(refusal.get());
        }
        bytes += document.length;
      }
    }
    return bytes;
  }

  private static FeedMetadata feed(int number) {
    var sample = Sample.feed();
    return new FeedMetadata(
        "feed-" + number,
        "feed-" + number,
        sample.title(),
        sample.description(),
        sample.page(),
        Optional.empty(),
        number % 6 == 5,
        Duration.ofHours(3),
        sample.publication(),
        Map.of("research", "Research & Studies"),
        sample.changed());
  }

  private static String html(int number) {
    var html = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      html.append("<p>Paragraph ")
          .append(i)
          .append(" of ")
          .append(number)
          .append(
              " tells of iron &amp; blood, of <em>what was found</em> and <a href=\"https://example.org/posts/")
          .append(i)
          .append("\">where</a>. ")
          .append("It goes on for a while, as paragraphs do. ".repeat(8))
          .append("</p>\n");
    }
    return html.toString();
  }

  private static Article article(int number) {
    var published = Instant.parse("2026-11-01T10:00:00Z").plusSeconds(number);
    return new Article(
        number,
        "tag:example.org,2026:article/" + number,
        1,
        URI.create("https://example.org/posts/" + number),
        "Title & number " + number,
        "Summary of " + number,
        html(number),
        html(number),
        List.of("Ada Lovelace"),
        List.of("research"),
        List.of("Iron"),
        null,
        List.of(),
        "en-GB",
        published,
        published,
        null,
        null,
        null);
  }
}
