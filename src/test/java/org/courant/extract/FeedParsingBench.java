package org.courant.extract;

import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Documents read a second, ours beside Rome as it comes: one thread, in turns, after a warm-up.
/// The second is one of the thread's own processor time, which other programs of the machine do not
/// share.
final class FeedParsingBench {

  private static final URI ADDRESS = URI.create("https://site.example/feed");

  private FeedParsingBench() {}

  /// @param arguments seconds for each of the two; 10 without
  public static void main(String[] arguments) throws IOException {
    var seconds = arguments.length == 0 ? 10 : Long.parseLong(arguments[0]);
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var corpora = Corpora.folder();
    var documents = new ArrayList<byte[]>();
    if (corpora.isPresent()) {
      documents.addAll(bytes(corpora.get().resolve("real-feeds")));
      documents.addAll(bytes(corpora.get().resolve("gofeed")));
    } else {
      out.println("parsed feeds are made for this bench (" + Corpora.ABSENT + ")");
      documents.addAll(MadeFeeds.documents());
    }
    var ours = new Contestant("Courant", FeedParsingBench::courant);
    var theirs = new Contestant("Rome", FeedParsingBench::rome);
    race(documents, seconds, ours, theirs);
    ours.forget();
    theirs.forget();
    race(documents, seconds, ours, theirs);
    out.printf("%-34s %12s %12s%n", "documents parsed a second of CPU", ours.name, theirs.name);
    out.printf(
        Locale.ROOT, "%-34s %12.0f %12.0f%n", "of " + documents.size(), ours.rate(), theirs.rate());
    out.printf("%-34s %12d %12d%n", "read without a refusal", ours.read, theirs.read);
    out.printf(Locale.ROOT, "ratio parse-vs-rome %.2f%n", ours.rate() / theirs.rate());
  }

  private static List<byte[]> bytes(Path folder) throws IOException {
    var documents = new ArrayList<byte[]>();
    for (var file : Corpora.files(folder, ".xml")) {
      documents.add(Files.readAllBytes(file));
    }
    return documents;
  }

  /// Each gets the same time: whoever had less so far is next.
  private static void race(List<byte[]> documents, long seconds, Contestant... contestants) {
    var next = contestants[0];
    while (next.nanos < seconds * 1_000_000_000L) {
      next.run(documents);
      next = Collections.min(List.of(contestants), Comparator.comparingLong(one -> one.nanos));
    }
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final FeedReader READER = new FeedReader();

  private static boolean courant(byte[] document) {
    try {
      READER.read(document, null, ADDRESS);
      return true;
    } catch (UnreadableDocument _) {
      return false;
    }
  }

  private static boolean rome(byte[] document) {
    try (var text = new XmlReader(new ByteArrayInputStream(document))) {
      new SyndFeedInput().build(text);
      return true;
    } catch (FeedException | IOException | RuntimeException _) {
      return false;
    }
  }

  private interface Reading {
    boolean reads(byte[] document);
  }

  private static final class Contestant {
    private final String name;
    private final Reading reading;
    private long nanos;
    private long total;
    private long read;

    Contestant(String name, Reading reading) {
      this.name = name;
      this.reading = reading;
    }

    void run(List<byte[]> documents) {
      var start = THREADS.getCurrentThreadCpuTime();
      var count = documents.stream().filter(reading::reads).count();
      nanos += THREADS.getCurrentThreadCpuTime() - start;
      total += count;
      read = count;
    }

    /// Only what was read counts: to refuse is quick.
    double rate() {
      return total * 1e9 / nanos;
    }

    void forget() {
      nanos = 0;
      total = 0;
    }
  }
}
