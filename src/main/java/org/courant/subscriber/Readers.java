package org.courant.subscriber;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.courant.message.MailAddress;
import org.courant.publication.Newsletters;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes readers in. Doing it twice changes nothing the second time.
@Component
public class Readers {
  private static final int BATCH = 5_000;

  /// From so many rows on it takes long enough to tell of it.
  private static final int MANY = 100_000;

  private final Subscribers subscribers;
  private final Sections sections;
  private final Newsletters newsletters;
  private final TransactionTemplate transactions;

  Readers(
      Subscribers subscribers,
      Sections sections,
      Newsletters newsletters,
      TransactionTemplate transactions) {
    this.subscribers = subscribers;
    this.sections = sections;
    this.newsletters = newsletters;
    this.transactions = transactions;
  }

  /// Imports a CSV file into a newsletter, all of it in one transaction; without `commit` it only
  /// tells what it would do. Refused rows are handed on in the order of their lines.
  ///
  /// @throws UnusableFile when the file cannot be read as a list of readers
  public ImportReport importFile(
      Path file, String newsletter, boolean commit, Consumer<RefusedRow> refused, Instant now) {
    return importFile(file, newsletter, commit, new Told(refused, _ -> {}), now);
  }

  /// What is told while a file is taken in.
  ///
  /// @param progress sentences, only of files that take long
  record Told(Consumer<RefusedRow> refused, Consumer<String> progress) {}

  ImportReport importFile(Path file, String newsletter, boolean commit, Told told, Instant now) {
    String evidence = "file %s, sha-256 %s".formatted(file.getFileName(), hash(file));
    try (ReaderFile rows = ReaderFile.open(file, sections)) {
      var target = new Target(newsletter, commit ? evidence : "", now);
      ImportReport report = take(target, stage -> rows.batches(BATCH, stage), told);
      return new ImportReport(
          report.rows(),
          report.added(),
          report.joined(),
          report.unchanged(),
          report.refused(),
          rows.unknownColumns());
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be read", e);
    }
  }

  /// Adds made-up readers with different topics to a newsletter, for trials; returns how many of
  /// them are new.
  public long addMadeUp(String newsletter, int number, Instant now) {
    var target = new Target(newsletter, "made up for a trial", now);
    return take(target, stage -> madeUp(number, stage), new Told(_ -> {}, _ -> {})).joined();
  }

  /// @param evidence empty for a dry run
  private record Target(String newsletter, String evidence, Instant now) {}

  private ImportReport take(
      Target target, ToLongFunction<Consumer<List<ReaderRow>>> source, Told told) {
    if (newsletters.named(target.newsletter()).isEmpty()) {
      throw new IllegalArgumentException(
          "there is no newsletter \"%s\"".formatted(target.newsletter()));
    }
    ImportReport report = transactions.execute(_ -> taken(target, source, told));
    if (report.joined() >= MANY && !target.evidence().isEmpty()) {
      subscribers.tellPlanner();
    }
    return report;
  }

  private ImportReport taken(
      Target target, ToLongFunction<Consumer<List<ReaderRow>>> source, Told told) {
    String newsletter = target.newsletter();
    subscribers.openStage();
    var read = new AtomicLong();
    long rows =
        source.applyAsLong(
            batch -> {
              subscribers.stage(batch);
              long sum = read.addAndGet(batch.size());
              if (sum % MANY == 0) {
                told.progress().accept("%,d rows are read".formatted(sum));
              }
            });
    subscribers.judge(newsletter);
    Subscribers.Counts counts = subscribers.counts(newsletter);
    subscribers.refused(told.refused());
    if (!target.evidence().isEmpty()) {
      if (counts.joined() >= MANY) {
        told.progress().accept("%,d readers are being added".formatted(counts.joined()));
      }
      subscribers.admit(newsletter, target.evidence(), target.now());
    }
    return new ImportReport(
        rows, counts.added(), counts.joined(), counts.unchanged(), counts.refused(), List.of());
  }

  private long madeUp(int number, Consumer<List<ReaderRow>> stage) {
    List<String> topics = sections.active().stream().map(Section::slug).toList();
    var batch = new ArrayList<ReaderRow>(BATCH);
    for (int i = 1; i <= number; i++) {
      MailAddress address = MailAddress.parse("reader-%06d@readers.example".formatted(i));
      List<String> chosen =
          topics.isEmpty() || i % 2 == 0 ? List.of() : List.of(topics.get(i / 2 % topics.size()));
      batch.add(
          new ReaderRow.Usable(i, address, "Reader %d".formatted(i), null, null, chosen, null));
      if (batch.size() == BATCH || i == number) {
        stage.accept(List.copyOf(batch));
        batch.clear();
      }
    }
    return number;
  }

  private static String hash(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new UnusableFile("there is no such file");
      }
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
        bytes.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be read", e);
    }
  }
}
